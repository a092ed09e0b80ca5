package dev.breakwater.scanner.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.rpm.RpmDatabase.RpmPackage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpmDatabaseTest {

  private static final List<byte[]> THREE =
      List.of(Headers.simple("one"), Headers.simple("x".repeat(600)), Headers.simple("three"));

  private static List<RpmPackage> read(byte[] database) throws IOException {
    List<RpmPackage> packages = new ArrayList<>();
    RpmDatabase.read(MemorySegment.ofArray(database), "var/lib/rpm/Packages", packages::add);
    return packages;
  }

  private static RpmPackage read(Headers header) throws IOException {
    return read(Databases.ndb(List.of(header.bytes()))).getFirst();
  }

  private static Headers minimal() {
    return Headers.named("a").text(Tag.VERSION, "1").text(Tag.RELEASE, "2");
  }

  @Test
  void a_package_has_all_that_its_header_says() throws Exception {
    RpmPackage one = read(Databases.ndb(THREE)).getFirst();

    assertThat(one.installed())
        .isEqualTo(
            new InstalledPackage(
                PackageType.RPM,
                "one",
                "1.2-3.el8",
                "x86_64",
                Optional.of(new Source("one-src", "1.2-3.el8")),
                "",
                Origin.DISTRIBUTION,
                List.of("MIT"),
                "var/lib/rpm/Packages",
                0));
    assertThat(one.ownedFiles()).containsExactly("usr/bin/one");
  }

  @Test
  void every_kind_of_database_holds_the_same() throws Exception {
    List<RpmPackage> expected = read(Databases.ndb(THREE));

    assertThat(expected).hasSize(3);
    assertThat(read(Databases.berkeley(ByteOrder.LITTLE_ENDIAN, THREE))).isEqualTo(expected);
    assertThat(read(Databases.berkeley(ByteOrder.BIG_ENDIAN, THREE))).isEqualTo(expected);
  }

  @Test
  void a_small_header_may_stand_in_the_hash_page() throws Exception {
    byte[] small = minimal().bytes();
    assertThat(small).hasSizeLessThan(100);

    assertThat(read(Databases.berkeley(ByteOrder.LITTLE_ENDIAN, List.of(small)))).hasSize(1);
  }

  @Test
  void an_epoch_is_the_sources_too() throws Exception {
    InstalledPackage perl =
        read(minimal().numbers(Tag.EPOCH, 4).text(Tag.SOURCERPM, "b-c-1-2.src.rpm")).installed();

    assertThat(perl.version()).isEqualTo("4:1-2");
    assertThat(perl.source()).contains(new Source("b-c", "4:1-2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "(none)", "a-1-2.src.rpm", "nonsense", "a.rpm", "-1.src.rpm", "1-2.s"})
  void a_source_that_is_the_package_or_not_known_is_left_out(String file) throws Exception {
    assertThat(read(minimal().text(Tag.SOURCERPM, file)).installed().source()).isEmpty();
  }

  @Test
  void the_last_of_two_entries_counts() throws Exception {
    assertThat(read(minimal().text(Tag.VERSION, "9")).installed().version()).isEqualTo("9-2");
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs:18:8070020230101:9edba152:x86_64,nodejs:18",
    "nodejs:18:,nodejs:18",
    "nodejs:18,''",
    "nodejs,''"
  })
  void the_module_is_the_stream_of_the_label(String label, String module) throws Exception {
    assertThat(read(minimal().text(Tag.MODULARITYLABEL, label)).installed().module())
        .isEqualTo(module);
  }

  @ParameterizedTest
  @CsvSource({
    "'Red Hat, Inc.',1,DISTRIBUTION",
    "Amazon Linux,1.amzn2,DISTRIBUTION",
    "SUSE LLC <https://www.suse.com/>,1,DISTRIBUTION",
    "Rocky Enterprise Software Foundation,1,DISTRIBUTION",
    "'',1.amzn2023,DISTRIBUTION",
    "(none),1.amzn2023,DISTRIBUTION",
    "'',1.el8,THIRD_PARTY",
    "'NGINX, Inc.',1,THIRD_PARTY",
    "Not Red Hat,1,THIRD_PARTY"
  })
  void the_vendor_tells_whose_package_it_is(String vendor, String release, Origin origin) {
    assertThat(Vendor.origin(vendor.equals("(none)") ? "" : vendor, release)).isEqualTo(origin);
  }

  @Test
  void files_of_a_third_party_hide_nothing() throws Exception {
    RpmPackage nginx =
        read(
            minimal()
                .text(Tag.VENDOR, "NGINX, Inc.")
                .numbers(Tag.DIRINDEXES, 0)
                .texts(Tag.BASENAMES, "nginx")
                .texts(Tag.DIRNAMES, "/usr/sbin/"));

    assertThat(nginx.installed().origin()).isEqualTo(Origin.THIRD_PARTY);
    assertThat(nginx.ownedFiles()).isEmpty();
  }

  @Test
  void keys_are_no_packages() throws Exception {
    assertThat(read(Databases.ndb(List.of(Headers.simple("gpg-pubkey"), Headers.simple("bash")))))
        .extracting(found -> found.installed().name())
        .containsExactly("bash");
  }

  @Test
  void what_was_read_before_a_fault_is_given() {
    List<RpmPackage> packages = new ArrayList<>();
    byte[] database = Databases.ndb(List.of(Headers.simple("bash"), new byte[40]));

    assertThatThrownBy(
            () -> RpmDatabase.read(MemorySegment.ofArray(database), "Packages.db", packages::add))
        .isInstanceOf(IOException.class);
    assertThat(packages).hasSize(1);
  }

  @Test
  void lying_folders_are_refused() {
    Headers header =
        minimal()
            .text(Tag.VENDOR, "Red Hat, Inc.")
            .numbers(Tag.DIRINDEXES, 1)
            .texts(Tag.BASENAMES, "a")
            .texts(Tag.DIRNAMES, "/usr/");

    assertThatThrownBy(() -> read(header))
        .isInstanceOf(MalformedException.class)
        .hasMessage("header of rpm: folder 1 of 1");
  }

  @Test
  void slots_that_share_a_blob_are_refused() {
    byte[] database = Databases.ndb(List.of(Headers.simple("bash")));
    ByteBuffer file = ByteBuffer.wrap(database);
    for (int slot = 32; slot < 4096; slot += 16) {
      file.put(slot, database, 4080, 16);
    }

    assertThatThrownBy(() -> read(database)).hasMessageContaining("belongs to two slots");
  }

  @Test
  void a_header_larger_than_the_limit_is_refused() {
    byte[] database = Databases.ndb(List.of(Headers.simple("bash")));
    ByteBuffer.wrap(database).order(ByteOrder.LITTLE_ENDIAN).putInt(4096 + 12, 33 << 20);

    assertThatThrownBy(() -> read(database)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void other_bytes_are_no_database() {
    assertThatThrownBy(() -> read(new byte[4096]))
        .hasMessage("var/lib/rpm/Packages: neither SQLite, NDB nor Berkeley DB");
  }

  @Test
  void hostile_bytes_do_no_harm() {
    for (byte[] sample :
        List.of(Databases.ndb(THREE), Databases.berkeley(ByteOrder.LITTLE_ENDIAN, THREE))) {
      Fuzz.truncations(sample, RpmDatabaseTest::read);
      Fuzz.mutations(sample, 5000, RpmDatabaseTest::read);
    }
  }
}
