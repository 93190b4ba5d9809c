package io.drydock.dockerfile.check;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.dockerfile.parser.ParsedFile;
import io.drydock.dockerfile.shell.ShellLexer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run of the build checks over a Dockerfile. Whoever reads the file into a plan calls them as
 * it goes, so that a check knows what the plan knows, and what follows an error is not judged. Not
 * thread-safe.
 */
public final class BuildChecks {
  private final Dockerfile file;
  private final CheckSettings settings;
  private final IgnoreRules ignored;
  private final ShellLexer lexer;
  private final CheckLog log;

  private BuildChecks(Dockerfile file, CheckSettings settings, IgnoreRules ignored) {
    this.file = file;
    this.settings = settings;
    this.ignored = ignored;
    this.lexer = new ShellLexer(file.directives().escape());
    this.log = new CheckLog(settings);
  }

  /**
   * The checks that the file's directive, or the build argument that overrides it, leaves on.
   *
   * @param ignored what of the context stays out
   * @throws DrydockException of kind INVALID for a directive that makes no sense
   */
  public static BuildChecks of(
      Dockerfile file, Map<String, String> buildArgs, IgnoreRules ignored) {
    var directive = file.directives().check();
    try {
      return new BuildChecks(
          file, CheckSettings.of(directive.map(each -> each.value()), buildArgs), ignored);
    } catch (DrydockException e) {
      throw directive.map(each -> e.at(SourceLocation.line(file.name(), each.line()))).orElse(e);
    }
  }

  /** Runs the checks that need nothing but the file. */
  public void file() {
    new FileChecks(file, log).run();
  }

  /**
   * Judges every FROM.
   *
   * @param arguments what FROM sees
   * @param defaults what it would see without any build argument
   */
  public void froms(Map<String, String> arguments, Map<String, String> defaults) {
    Set<String> declared = new HashSet<>(arguments.keySet());
    file.metaArgs().forEach(each -> each.arguments().forEach(arg -> declared.add(arg.name())));
    var froms = new FromChecks(lexer, declared, log);
    try {
      file.stages().forEach(each -> froms.defaults(each.from(), defaults));
      file.stages().forEach(each -> froms.values(each.from(), arguments));
    } catch (DrydockException e) {
      // A malformed word is reported, with its place, by whoever needs its value.
    }
  }

  /**
   * What the checks of single instructions say of a file that cannot be read whole, up to where
   * that shows.
   *
   * @param name to show
   */
  public static List<BuildWarning> beforeError(
      String name, String text, Map<String, String> buildArgs) {
    try {
      ParsedFile parsed = DockerfileParser.parse(name, text);
      var directive = parsed.directives().check().map(each -> each.value());
      var log = new CheckLog(CheckSettings.of(directive, buildArgs));
      new InstructionChecks(log).beforeError(parsed, name);
      return log.warnings();
    } catch (DrydockException e) {
      return List.of();
    }
  }

  /** The checks of a stage that begins with an image or with nothing. */
  public StageChecks stage() {
    return new StageChecks(this, false);
  }

  /**
   * Warns about a base image that was found only for another platform.
   *
   * @param from the location of the FROM that names it
   */
  public void basePlatform(SourceLocation from, String image, String expected, String found) {
    for (Stage each : file.stages()) {
      if (each.from().source().location().equals(from)) {
        log.warn(
            BuildCheck.INVALID_BASE_IMAGE_PLATFORM,
            each.from().source(),
            String.format(
                "Base image %s was pulled with platform \"%s\", expected \"%s\" for current build",
                image, found, expected));
      }
    }
  }

  /**
   * Refuses the file when it has warnings and asks for errors instead.
   *
   * @throws DrydockException of kind INVALID that names the checks, at the first warning
   */
  public void demandNone() {
    List<BuildWarning> warnings = warnings();
    if (settings.error() && !warnings.isEmpty()) {
      Set<String> names = new TreeSet<>();
      warnings.forEach(each -> names.add(each.check().title()));
      throw new DrydockException(
              ErrorKind.INVALID, "lint violation found for rules: " + String.join(", ", names))
          .at(warnings.getFirst().location());
    }
  }

  /** What was found so far, in the order in which it was found. */
  public List<BuildWarning> warnings() {
    return log.warnings();
  }

  ShellLexer lexer() {
    return lexer;
  }

  IgnoreRules ignored() {
    return ignored;
  }

  CheckLog log() {
    return log;
  }
}
