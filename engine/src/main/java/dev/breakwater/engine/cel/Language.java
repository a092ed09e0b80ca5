package dev.breakwater.engine.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import dev.breakwater.image.reference.Parsed;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What expressions may speak of: variables, and the types that they have. The standard functions
 * and macros of the <a href="https://github.com/google/cel-spec">language</a> are there, nothing
 * more. Making one is slow, using it is not; safe for use by several threads.
 */
public final class Language {
  /** The longest expression, in characters: the bound of the CRD. */
  public static final int LONGEST = 1024;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(100_000)
          .maxRegexProgramSize(1_000)
          .build();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  /**
   * A language.
   *
   * @param types with fields; their values are maps
   * @param variables by name
   */
  public Language(Collection<StructType> types, Map<String, CelType> variables) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(new Types(ImmutableList.copyOf(types)))
            .setResultType(SimpleType.BOOL);
    variables.forEach(builder::addVar);
    compiler = builder.build();
    runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
  }

  /**
   * Reads an expression that is true or false. One that is not of this language is {@code Invalid},
   * with the place and what is wrong there.
   */
  public Parsed<Expression> read(String text) {
    if (text.length() > LONGEST) {
      return new Parsed.Invalid<>(
          "it has " + text.length() + " characters; shorten it to " + LONGEST);
    }
    try {
      return new Parsed.Valid<>(
          new Expression(runtime.createProgram(compiler.compile(text).getAst())));
    } catch (CelValidationException e) {
      CelIssue first = e.getErrors().getFirst();
      return new Parsed.Invalid<>(
          "at character %d of line %d: %s"
              .formatted(
                  first.getSourceLocation().getColumn() + 1,
                  first.getSourceLocation().getLine(),
                  first.getMessage()));
    } catch (CelEvaluationException e) {
      return new Parsed.Invalid<>(String.valueOf(e.getMessage()));
    }
  }

  private record Types(ImmutableList<StructType> all) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.copyOf(all);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return all.stream()
          .filter(type -> type.name().equals(name))
          .<CelType>map(type -> type)
          .findFirst();
    }
  }
}
