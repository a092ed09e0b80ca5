package dev.breakwater.scanner.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a file, on which line, and how little of it is shown. */
class SecretSearchTest {

  private static final SecretRules RULES = SecretRules.load();
  private static final String HEX = "0123456789abcdef";
  private static final String AWS = "AKIA" + "0123456789ABCDEF";
  private static final String GITHUB = "ghp_" + "012345678901234567890123456789abcdef";

  static List<Secret> search(String path, String content) {
    return search(path, content.getBytes(UTF_8)).secrets();
  }

  static SecretFindings search(String path, byte[] content) {
    byte[] shared = new byte[content.length + 9];
    Arrays.fill(shared, (byte) 'x');
    System.arraycopy(content, 0, shared, 4, content.length);
    return RULES.search(path, shared, 4, 4 + content.length);
  }

  private static List<String> rules(String content) {
    return search("app/config.txt", content).stream().map(Secret::rule).toList();
  }

  @Test
  void a_finding_names_rule_file_and_line_and_masks_every_character() {
    List<Secret> found = search("srv/app/.env", "A=1\nB=2\nTOKEN=" + GITHUB + "\n");

    assertThat(found)
        .containsExactly(
            new Secret(
                "github-pat",
                "GitHub personal access token",
                Severity.CRITICAL,
                "srv/app/.env",
                3,
                "TOKEN=" + "*".repeat(40),
                0));
  }

  static Stream<List<String>> kinds() {
    return Stream.of(
        List.of("aws-access-key-id", "\"AWS_ACCESS_KEY_ID\": \"" + AWS + "\",\n"),
        List.of("aws-access-key-id", "AWS_ACCESS_KEY_ID=" + AWS),
        List.of(
            "aws-secret-access-key",
            "'AWS_secret_KEY'=\"12ASD34qwe56CXZ78tyH10Tna543VBok" + "N85RHCas\""),
        List.of(
            "aws-secret-access-key",
            "{secretAccessKey:\"12ASD34qwe56CXZ78tyH10Tna543VBok" + "N85RHCas\",region:1}"),
        List.of("github-app-token", "ghs_" + "1".repeat(36)),
        List.of("github-app-token", "ghs_123456_" + "a".repeat(100) + "_" + "b".repeat(400)),
        List.of("github-fine-grained-pat", "github_pat_" + "a".repeat(22) + "_" + "b".repeat(59)),
        List.of("gitlab-pat", "token: glpat-" + "abcdEFGH1234_-abcdEF"),
        List.of("hugging-face-access-token", "t: hf_" + "Testpoiqazwsxedcrfvtgbyhn12345ujmik6789"),
        List.of("alibaba-access-key-id", "key = LTAI" + "1234567890ABCDEFG123,"),
        List.of("dockerconfig-secret", "  .dockerconfigjson: ey" + "E1x2a3MpLe"),
        List.of("dockerconfig-secret", "{\".dockercfg\":\"ew" + "E1x2a3MpLe\"}"),
        List.of("stripe-publishable-token", "return\"pk_live_" + "xXX1xXXXx1xXxXxxx11x1XXX\";case"),
        List.of("stripe-secret-token", "stripe_key=sk_test_" + "51H5Z3jGXvP5CVwYOLLlllllllll"),
        List.of("grafana-api-token", "T=eyJrIjoi" + "T0tTcG1pUlY2".repeat(7)),
        List.of(
            "jwt-token",
            "jwt: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
                + ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l"
                + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"),
        List.of("private-packagist-token", "X=packagist_uut_" + HEX.repeat(5).substring(0, 68)),
        List.of(
            "openai-project-api-key",
            "sk-proj-" + "a1".repeat(20) + "T3Blbk" + "FJ" + "b2".repeat(20)),
        List.of(
            "openai-legacy-api-key", "sk-" + "a1".repeat(10) + "T3Blbk" + "FJ" + "b2".repeat(10)),
        List.of(
            "azure-storage-account-key",
            "AccountName=x;AccountKey="
                + "Ab1/".repeat(21)
                + "xy==;EndpointSuffix=core.windows.net"),
        List.of(
            "azure-sas-token",
            "https://x/c?sv=2024-08-04&ss=b&se=2026-12-31T23:59:00Z&sig="
                + "A1b2".repeat(12)
                + "%3D"),
        List.of(
            "azure-entra-client-secret",
            "client_secret = \"Abc8Q~" + "DefGhiJklMnoPqrStuVwxYz0123456789~\""),
        List.of("azure-devops-pat", "AZURE_DEVOPS_PAT: " + "abcdefghijklmnopqrstuvwxyz".repeat(2)),
        List.of(
            "azure-container-registry-password",
            "docker login x.azurecr.io -u x password=" + "abcdEFGH0123+/ab".repeat(2)),
        List.of("facebook-token", "facebook_secret = '" + HEX.repeat(2) + "'"),
        List.of("facebook-token", "FACEBOOK_SECRET=" + HEX.repeat(2)),
        List.of("facebook-token", "{\\\"facebook\\\":\\\"" + HEX.repeat(2) + "\\\"}"),
        List.of("twilio-api-key", "x=SK" + HEX.repeat(2)),
        List.of("gcp-service-account", "{\"type\": \"service_account\", \"project_id\": 1}"),
        List.of("gcp-service-account", "{\"type\":\"service_account\",\"project_id\":1}"),
        List.of("npm-access-token", "k='npm_" + "abcDEF123456abcDEF123456abcDEF123456'"),
        List.of(
            "npmrc-auth-token",
            "//registry.example/:_authToken=0a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f"
                .replace("example", "test")),
        List.of("slack-access-token", "xoxb-" + "1234567890123-abcdefghij"),
        List.of("vault-service-token", "hvs." + "CAESIJ0a1b2c3d4e5f6g7h8i9jAbCdEfGh".repeat(3)),
        List.of("symfony-default-secret", "APP_SECRET=ThisTokenIsNotSo" + "SecretChangeIt"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void each_kind_is_found_once(List<String> kind) {
    assertThat(rules(kind.getLast())).containsExactly(kind.getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DISPID_ICANVASRENDERINGCONTEXT2D_CANVAS DISPID_CANVASRENDERCONTEXT2D",
        "ABCDFLWSECK_TEST-CANVASRENDERCONTEXT2DCANVASRENDA",
        "ABCFLWSECK_TEST123456789012",
        "abcdexoxb-1234567890",
        "APK_TEST_1234567890",
        "YXdzLWFjY2AIPA1rZXktaWQgdGVzdCBzdHJpbmc=",
        "\"AWS_key\":HGM724ngha9785NGKbbar6jk76mnLL80BHJnabyhdngha9785NGKbb6jk76mnLL8",
        "AKIAIOSFODNN7EXAMPLE",
        "key : LTAI1234567890ABCDEFG123asd",
        "asdLTAI1234567890ABCDEFG123",
        "_call_hf_processorz1DeepseekOCRMultiModalProcessor._call_hf_processor",
        "sk-ant-abcdefghijklmnopqrstT3BlbkFJabcdefghijklmnopqrst",
        "sk-tooshortT3BlbkFJtooshort",
        "background: linear-gradient(0123456789abcdef0123456789abcdef)",
        "dropbox = getdropboxtoken",
        "-----BEGIN RSA PRIVATE KEY----- -----END RSA PRIVATE KEY-----",
        "discord_id: 000000000000000000",
        "the facebook page, the twitter page",
      })
  void what_only_looks_like_a_secret_is_none(String content) {
    assertThat(rules(content)).isEmpty();
  }

  @Test
  void keys_in_minified_json_and_javascript_are_found_before_a_comma() {
    String line =
        "{\"a\":[" + "1,".repeat(5000) + "2],\"k\":\"" + AWS + "\",\"t\":\"" + GITHUB + "\",";
    List<Secret> found = search("srv/app.min.js", "\n" + line + "\"z\":1}\n");

    assertThat(found).extracting(Secret::rule).containsExactly("aws-access-key-id", "github-pat");
    assertThat(found).extracting(Secret::line).containsExactly(2, 2);
    assertThat(found)
        .allSatisfy(secret -> assertThat(secret.excerpt()).hasSizeLessThanOrEqualTo(100));
    assertThat(found)
        .allSatisfy(
            secret -> assertThat(secret.excerpt()).doesNotContain("AKIA").doesNotContain("ghp_"));
  }

  @Test
  void a_private_key_of_many_lines_is_found_where_its_content_begins() {
    String key =
        "x\n-----BEGIN RSA PRIVATE KEY-----\n"
            + "MIIEpAIBAAKCAQEA1234567890abcdefghijklmnopqrstuvwxyz\n".repeat(40)
            + "-----END RSA PRIVATE KEY-----\n";
    List<Secret> found = search("root/.ssh/id_rsa", key);

    assertThat(found).extracting(Secret::rule).containsExactly("private-key");
    assertThat(found.getFirst().line()).isEqualTo(3);
    assertThat(found.getFirst().excerpt()).matches("\\*{52}");
  }

  @Test
  void a_private_key_inside_of_a_json_text_is_found() {
    String key =
        "{\n \"key\": \"-----BEGIN PRIVATE KEY-----\\n"
            + "7eUHc9np".repeat(9)
            + "\\n-----END PRIVATE KEY-----\\n\"}";

    assertThat(search("x.json", key)).extracting(Secret::rule).containsExactly("private-key");
  }

  @Test
  void the_shortest_and_the_encrypted_key_are_found_too() {
    assertThat(
            rules(
                "-----BEGIN PRIVATE KEY-----" + "a1b2c3d4".repeat(4) + "-----END PRIVATE KEY-----"))
        .containsExactly("private-key");
    assertThat(
            rules(
                "-----BEGIN RSA PRIVATE KEY-----\n"
                    + "Proc-Type: 4,ENCRYPTED\n"
                    + "DEK-Info: AES-128-CBC,00\n\n"
                    + "a1b2c3d4".repeat(8)
                    + "\n-----END RSA PRIVATE KEY-----"))
        .containsExactly("private-key");
  }

  @Test
  void binary_files_are_not_searched() throws IOException {
    byte[] content = new byte[600_000];
    byte[] token = ("\n" + GITHUB + "\n").getBytes(UTF_8);
    System.arraycopy(token, 0, content, 1000, token.length);
    ByteArrayInputStream stream = new ByteArrayInputStream(content);

    assertThat(search("usr/bin/tool", content).secrets()).isEmpty();
    assertThat(RULES.search("usr/bin/tool", stream).secrets()).isEmpty();
    assertThat(stream.available()).as("what need not be read").isPositive();
  }

  @Test
  void what_can_be_printed_of_compiled_python_is_searched() {
    byte[] content = ("\0\1\2binary\3z(" + GITHUB + "\0\0more").getBytes(ISO_8859_1);

    assertThat(search("app/settings.pyc", content).secrets())
        .extracting(Secret::rule)
        .containsExactly("github-pat");
    assertThat(search("app/settings.dat", content).secrets()).isEmpty();
  }

  @Test
  void bytes_that_are_no_utf_8_do_not_hide_a_secret() {
    byte[] content =
        ("token=" + GITHUB + "\n# \u0080\u0082\nt=ghp_1234\u00fe").getBytes(ISO_8859_1);

    assertThat(search("a.txt", content).secrets()).hasSize(1);
  }

  @Test
  void a_value_longer_than_its_pattern_is_masked_to_its_end() {
    List<Secret> found = search("a.txt", "k=" + GITHUB + "SURPLUS x");

    assertThat(found.getFirst().excerpt()).isEqualTo("k=" + "*".repeat(47) + " x");
  }

  @Test
  void a_rule_may_be_bound_to_a_file() {
    String settings = "<settings>\n<password>plainSecret</password>\n</settings>";

    assertThat(search("root/.m2/settings.xml", settings))
        .extracting(Secret::rule, Secret::line)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("maven-settings-password", 2));
    assertThat(search("root/.m2/other.xml", settings)).isEmpty();
    assertThat(search("settings.xml", "<password>{COQLCE6DU6GtcS5P=}</password>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "testdata/x",
        "src/test/x.js",
        "a_test.go",
        "usr/share/doc/x",
        "usr/lib/x",
        "app/vendor/x",
        "README.md",
        "app/node_modules/a/index.js",
        "opt/yarn-v1.22.19/x",
        "a/example/x",
        "app/x.dist-info/METADATA",
        "yarn.lock",
        "logo.png",
        "usr/local/lib/python3.12/os.py",
        "app/.git/objects/ab",
        "Tests/a"
      })
  void other_peoples_trees_and_documentation_are_skipped(String path) {
    assertThat(RULES.covers(path, 1000)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app/.git/config", "srv/latest/x.js", "home/u/.npmrc", "etc/app.conf"})
  void what_is_ones_own_is_searched(String path) {
    assertThat(RULES.covers(path, 1000)).isTrue();
    assertThat(RULES.covers(path, 9)).isFalse();
  }

  @Test
  void what_the_expressions_see_does_not_print_a_value() {
    assertThat(new Window(GITHUB.getBytes(UTF_8), 0, 20).toString()).isEqualTo("20 bytes");
  }
}
