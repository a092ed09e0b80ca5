package dev.breakwater.scanner.ruby;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.language.Hostile;
import org.junit.jupiter.api.Test;

class GemspecTest {

  private static final String SAMPLE =
      """
      # -*- encoding: utf-8 -*-
      # stub: async 1.25.0 ruby lib

      Gem::Specification.new do |s|
        s.name = "async".freeze
        s.version = "1.25.0"
        s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
        s.licenses = ["MIT".freeze, "BSDL".freeze]
        s.summary = "A concurrency framework; s.version = \\"2\\"".freeze
        s.installed_by_version = "3.2.3" if s.respond_to? :installed_by_version
        if s.respond_to? :specification_version then
          s.add_runtime_dependency(%q<console>.freeze, ["~> 1.0"])
        end
      end
      """;

  private static final String PATH = "usr/lib/ruby/gems/2.7.0/specifications/async-1.25.0.gemspec";

  @Test
  void the_first_literal_of_each_assignment_counts() {
    InstalledPackage found = Gemspec.read(SAMPLE.getBytes(UTF_8), PATH).orElseThrow();

    assertThat(found.name()).isEqualTo("async");
    assertThat(found.version()).isEqualTo("1.25.0");
    assertThat(found.licenses()).containsExactly("MIT", "BSDL");
    assertThat(found.path()).isEqualTo(PATH);
  }

  @Test
  void other_names_of_the_block_variable_and_single_quotes_are_understood() {
    String gemspec =
        """
        Gem::Specification.new do |spec|
          spec.name='test-unit' # x 'y'
          spec.version  = Gem::Version.new('3.3.7')
          spec.license = 'Ruby'
        end
        """;

    assertThat(Gemspec.read(gemspec.getBytes(UTF_8), PATH).orElseThrow())
        .satisfies(
            found -> {
              assertThat(found.name()).isEqualTo("test-unit");
              assertThat(found.version()).isEqualTo("3.3.7");
              assertThat(found.licenses()).containsExactly("Ruby");
            });
  }

  @Test
  void what_would_have_to_be_run_stays_unknown() {
    String gemspec =
        """
        Gem::Specification.new do |s|
          s.name = 'a'
          s.version = Foo::VERSION
        end
        """;

    assertThat(Gemspec.read(gemspec.getBytes(UTF_8), PATH)).isEmpty();
  }

  @Test
  void only_installed_gems_count() {
    assertThat(Gemspec.recognises(PATH)).isTrue();
    assertThat(Gemspec.recognises("a/specifications/default/json-2.3.0.gemspec")).isTrue();
    assertThat(Gemspec.recognises("home/me/project/my.gemspec")).isFalse();
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_no_package() {
    Hostile.feed(SAMPLE.getBytes(UTF_8), 3000, bytes -> Gemspec.read(bytes, PATH));
  }
}
