package io.drydock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The suites that read or judge a Dockerfile or a Compose file reach what is recorded, where their
 * data lies beside us.
 */
class SuitesTest {
  private static final Path PROJECT = Path.of(System.getProperty("drydock.home", ".."));
  private static final Path DATA = PROJECT.resolve("../shared/conformance");

  static Stream<Suite> suites() {
    return Stream.concat(
        ComposeGoSuites.all().stream(),
        Stream.of(
            new ParserSuite(),
            new ShellLexSuite(),
            new PatternMatcherSuite(),
            new FrontendSuite(),
            new HadolintSuite()));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void reachesWhatIsRecorded(Suite suite) throws IOException {
    Path folder = DATA.resolve(suite.folder());
    assumeTrue(Files.isDirectory(folder), "there are no recorded answers at " + folder);
    var report = new Report();
    suite.run(folder, report);
    var recorded = Score.parse(Conformance.expected(PROJECT).getProperty(suite.name(), "0/1"));
    assertThat(new Score(report.passed(), report.total()).reaches(recorded))
        .as("%s %d/%d: %s", suite.name(), report.passed(), report.total(), report.failures())
        .isTrue();
  }
}
