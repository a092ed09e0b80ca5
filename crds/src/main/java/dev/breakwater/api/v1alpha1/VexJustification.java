package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a vulnerability does no harm, in the words of OpenVEX. */
public enum VexJustification {
  /** The vulnerable component is not in the image. */
  @JsonProperty("component_not_present")
  COMPONENT_NOT_PRESENT,

  /** The component is there without the vulnerable code. */
  @JsonProperty("vulnerable_code_not_present")
  VULNERABLE_CODE_NOT_PRESENT,

  /** The vulnerable code is never run. */
  @JsonProperty("vulnerable_code_not_in_execute_path")
  VULNERABLE_CODE_NOT_IN_EXECUTE_PATH,

  /** An attacker cannot reach the vulnerable code. */
  @JsonProperty("vulnerable_code_cannot_be_controlled_by_adversary")
  VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY,

  /** Something else keeps an attacker from it. */
  @JsonProperty("inline_mitigations_already_exist")
  INLINE_MITIGATIONS_ALREADY_EXIST
}
