package dev.breakwater.scanner.purl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the specification's own tests, and the names of packages. */
class PurlTest {

  @ParameterizedTest
  @CsvSource({
    "pkg:maven/org.apache.commons/io@1.3.4,pkg:maven/org.apache.commons/io@1.3.4",
    "pkg:GOLANG/google.golang.org/genproto@abcdedf#/googleapis/api/annotations/,pkg:golang/google.golang.org/genproto@abcdedf#googleapis/api/annotations",
    "pkg:bitbucket/birKenfeld/pyGments-main@244fd47e,pkg:bitbucket/birkenfeld/pygments-main@244fd47e",
    "pkg:github/Package-url/purl-Spec@244f,pkg:github/package-url/purl-spec@244f",
    "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie,pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie",
    "pkg:docker/customer/dockerimage@sha256:244fd47e?repository_url=gcr.io,pkg:docker/customer/dockerimage@sha256:244fd47e?repository_url=gcr.io",
    "pkg:gem/jruby-launcher@1.1.2?Platform=java,pkg:gem/jruby-launcher@1.1.2?platform=java",
    "pkg:Maven/g/a@1.9.1?classifier=sources&repositorY_url=repo.spring.io/release,pkg:maven/g/a@1.9.1?classifier=sources&repository_url=repo.spring.io/release",
    "pkg:npm/%40angular/animation@12.3.1,pkg:npm/%40angular/animation@12.3.1",
    "pkg:npm/@babel/core#/googleapis/api/annotations/,pkg:npm/%40babel/core#googleapis/api/annotations",
    "pkg:Nuget/EnterpriseLibrary.Common@6.0.1304,pkg:nuget/EnterpriseLibrary.Common@6.0.1304",
    "pkg:PYPI/Django_package@1.11.1.dev1,pkg:pypi/django-package@1.11.1.dev1",
    "pkg:Rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&Distro=fedora-25,pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386&distro=fedora-25",
    "pkg:rpm/centerim@4.22.10-1.el6?arch=i686&epoch=1&distro=fedora-25,pkg:rpm/centerim@4.22.10-1.el6?arch=i686&distro=fedora-25&epoch=1",
    "pkg:/maven/g/io,pkg:maven/g/io",
    "pkg://maven/g/io,pkg:maven/g/io",
    "pkg:///maven/g/io,pkg:maven/g/io",
    "pkg:maven/HTTPClient/HTTPClient@0.3-3,pkg:maven/HTTPClient/HTTPClient@0.3-3",
    "pkg:maven/mygroup/myartifact@1.0.0%20Final?mykey=my%20value,pkg:maven/mygroup/myartifact@1.0.0%20Final?mykey=my%20value",
    "pkg:conan/bincrafters/cctz@2.3?channel=stable,pkg:conan/bincrafters/cctz@2.3?channel=stable",
    "pkg:swift/github.com/Alamofire/Alamofire@5.4.3,pkg:swift/github.com/Alamofire/Alamofire@5.4.3",
    "pkg:npm/mypackage@12.4.5?vcs_url=git://host.com/path/to/repo.git%404345,pkg:npm/mypackage@12.4.5?vcs_url=git://host.com/path/to/repo.git%404345",
    "pkg:npm/foo@1.0.0?empty=&b=1,pkg:npm/foo@1.0.0?b=1",
    "pkg:npm/foo@1.0.0#a/../b/./c,pkg:npm/foo@1.0.0#a/b/c",
    "pkg:npm/foo@1.2.3-%F0%9F%98%83,pkg:npm/foo@1.2.3-%F0%9F%98%83",
    "pkg:deb/debian/base-files@12.4+deb12u5,pkg:deb/debian/base-files@12.4%2Bdeb12u5"
  })
  void it_becomes_canonical(String text, String canonical) throws IOException {
    assertThat(Purl.parse(text)).hasToString(canonical);
    assertThat(Purl.parse(canonical)).isEqualTo(Purl.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EnterpriseLibrary.Common@6.0.1304",
        "pkg:EnterpriseLibrary.Common@6.0.1304",
        "pkg:maven/@1.3.4",
        "pkg:npm/myartifact@1.0.0?in%20production=true",
        "pkg:conan/bincrafters/cctz@2.3",
        "pkg:conan/cctz@2.3?channel=stable",
        "pkg:cran/@0.9.1",
        "pkg:cran/A3",
        "pkg:swift/Alamofire@5.4.3",
        "pkg:swift/github.com/Alamofire/@5.4.3",
        "pkg:swift/github.com/Alamofire/Alamofire",
        "pkg:hackage",
        "pkg:npm/",
        "pkg:3rd/x",
        "pkg:n&m/x",
        "pkg:npm/a%2",
        "pkg:npm/a%zz",
        ""
      })
  void what_breaks_a_rule_is_refused(String text) {
    assertThatThrownBy(() -> Purl.parse(text)).isInstanceOf(MalformedException.class);
  }

  private static InstalledPackage installed(
      PackageType type, String name, String version, String architecture) {
    return new InstalledPackage(
        type,
        name,
        version,
        architecture,
        Optional.empty(),
        "",
        Origin.DISTRIBUTION,
        List.of(),
        "p",
        0);
  }

  @ParameterizedTest
  @CsvSource({
    "DEB,libc6,2.36-9+deb12u4,amd64,pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12.5",
    "DEB,login,1:4.13+dfsg1-1,amd64,pkg:deb/debian/login@4.13%2Bdfsg1-1?arch=amd64&distro=debian-12.5&epoch=1",
    "MAVEN,org.apache.logging.log4j:log4j-core,2.17.1,'',pkg:maven/org.apache.logging.log4j/log4j-core@2.17.1",
    "NPM,@babel/core,7.0.0,'',pkg:npm/%40babel/core@7.0.0",
    "PYPI,ruamel.yaml,0.17,'',pkg:pypi/ruamel.yaml@0.17",
    "PYPI,Flask_Login,1,'',pkg:pypi/flask-login@1",
    "GOLANG,github.com/Azure/go-autorest,v1.0.0,'',pkg:golang/github.com/azure/go-autorest@v1.0.0",
    "GOLANG,stdlib,v1.26.8,'',pkg:golang/stdlib@v1.26.8",
    "COMPOSER,symfony/http-kernel,v5,'',pkg:composer/symfony/http-kernel@v5",
    "NUGET,Newtonsoft.Json,13.0.1,'',pkg:nuget/Newtonsoft.Json@13.0.1",
    "GEM,rails,7.0,'',pkg:gem/rails@7.0"
  })
  void each_type_of_package_has_its_name(
      PackageType type, String name, String version, String architecture, String expected) {
    Optional<OperatingSystem> debian =
        Optional.of(new OperatingSystem("debian", "12.5", Optional.empty()));

    assertThat(PackagePurl.of(installed(type, name, version, architecture), debian))
        .hasToString(expected);
  }

  @Test
  void packages_of_other_systems_have_their_qualifiers() {
    OperatingSystem redhat = new OperatingSystem("redhat", "9.3", Optional.empty());
    OperatingSystem alpine = new OperatingSystem("alpine", "3.19.1", Optional.empty());
    InstalledPackage rpm =
        new InstalledPackage(
            PackageType.RPM,
            "nodejs",
            "1:18.2-1.el9",
            "x86_64",
            Optional.empty(),
            "nodejs:18:9:ab",
            Origin.DISTRIBUTION,
            List.of(),
            "",
            0);

    assertThat(PackagePurl.of(rpm, Optional.of(redhat)))
        .hasToString(
            "pkg:rpm/redhat/nodejs@18.2-1.el9?arch=x86_64&distro=redhat-9.3&epoch=1"
                + "&modularitylabel=nodejs:18:9:ab");
    assertThat(
            PackagePurl.of(
                installed(PackageType.APK, "musl", "1.2.4_git-r4", "x86_64"), Optional.of(alpine)))
        .hasToString("pkg:apk/alpine/musl@1.2.4_git-r4?arch=x86_64&distro=3.19.1");
  }

  @Test
  void a_package_comes_back_from_its_name() throws IOException {
    Purl purl = Purl.parse("pkg:rpm/redhat/a@2-1?arch=x86_64&distro=redhat-9.3&epoch=1");

    assertThat(PackagePurl.read(purl, "p"))
        .contains(installed(PackageType.RPM, "a", "1:2-1", "x86_64"));
    assertThat(PackagePurl.system(purl))
        .contains(new OperatingSystem("redhat", "9.3", Optional.empty()));
    assertThat(PackagePurl.read(Purl.parse("pkg:maven/g/a@1"), "p"))
        .contains(installed(PackageType.MAVEN, "g:a", "1", ""));
    assertThat(PackagePurl.read(Purl.parse("pkg:generic/a@1"), "p")).isEmpty();
    assertThat(PackagePurl.read(Purl.parse("pkg:deb/debian/libssl3@3?upstream=openssl"), "p"))
        .hasValueSatisfying(
            found ->
                assertThat(found.source()).contains(new InstalledPackage.Source("openssl", "3")));
  }

  @Test
  void any_text_is_read_or_refused_and_comes_back_the_same() throws IOException {
    Random random = new Random(3);
    String alphabet = "pkg:npm/@a%20?=&#.-_~\u00e4Z1";
    for (int round = 0; round < 5000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "pkg:npm/" : "");
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Optional<Purl> read;
      try {
        read = Optional.of(Purl.parse(text.toString()));
      } catch (MalformedException | LimitExceededException refused) {
        read = Optional.empty();
      }
      if (read.isPresent()) {
        assertThat(Purl.parse(read.get().toString())).isEqualTo(read.get());
      }
    }
    assertThat(new Purl("npm", "", "a b", "1/2", new TreeMap<>(), "").toString())
        .isEqualTo("pkg:npm/a%20b@1%2F2");
    assertThatThrownBy(() -> Purl.parse("pkg:npm/" + "a".repeat(9000)))
        .isInstanceOf(LimitExceededException.class);
  }
}
