package dev.breakwater.engine.isolation;

/** What every object that a profile makes carries, and the name under which we write. */
public final class Marks {
  /** The one field manager of isolation. It must never change: it is how ownership is proved. */
  public static final String FIELD_MANAGER = "breakwater-isolation";

  /** The label of everything that Breakwater makes; the self-restraint policy asks for it. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY}. */
  public static final String BREAKWATER = "breakwater";

  /** Annotation: the name of the profile that an object belongs to. */
  public static final String PROFILE = "breakwater.dev/profile";

  /** Annotation: the uid of that profile when the object was last written. */
  public static final String PROFILE_UID = "breakwater.dev/profile-uid";

  /**
   * Annotation: what becomes of the object when the profile is gone, {@code Delete} or {@code
   * Orphan}.
   */
  public static final String DELETION_POLICY = "breakwater.dev/deletion-policy";

  /** Annotation: what the object is for, such as {@code isolate} or {@code allow/from-gateway}. */
  public static final String RULE = "breakwater.dev/rule";

  static final String ISOLATE = "isolate";
  static final String POD_SECURITY_PREFIX = "pod-security.kubernetes.io/";
  static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private Marks() {}
}
