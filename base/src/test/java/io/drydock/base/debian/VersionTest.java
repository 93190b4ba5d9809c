package io.drydock.base.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  @DisplayName("Versions order as Debian Policy says")
  @ParameterizedTest
  @CsvSource({
    "1.0~rc1, <, 1.0",
    "1.0~~, <, 1.0~",
    "1.0, <, 1.0+b1",
    "1.0-1, <, 1.0-1+b1",
    "1:0.1, >, 2.0",
    "0:1.0, =, 1.0",
    "1.010, =, 1.10",
    "1.0-0, =, 1.0",
    "1.0a, <, 1.0+",
    "1.2.3-4-5, >, 1.2.3-4",
    "2.31-13+deb11u5, <, 2.31-13+deb11u10",
    "99999999999999999999, <, 100000000000000000000",
  })
  void orders(String left, String sign, String right) {
    int order = Integer.signum(new Version(left).compareTo(new Version(right)));
    assertThat(order).isEqualTo(sign.equals("<") ? -1 : sign.equals(">") ? 1 : 0);
    assertThat(Integer.signum(new Version(right).compareTo(new Version(left)))).isEqualTo(-order);
  }

  @Test
  @DisplayName("Any two versions order as dpkg orders them")
  void ordersAsDpkg() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "needs dpkg");
    var random = new Random(20260101);
    var script = new StringBuilder();
    var pairs = new ArrayList<List<String>>();
    for (int i = 0; i < 400; i++) {
      String left = version(random);
      String right = random.nextInt(3) == 0 ? left + tail(random) : version(random);
      pairs.add(List.of(left, right));
      script.append("dpkg --compare-versions '" + left + "' lt '" + right + "' && echo -1 || ");
      script.append("{ dpkg --compare-versions '" + left + "' eq '" + right + "' && echo 0; } ||");
      script.append(" echo 1\n");
    }
    List<String> answers = shell(script.toString());
    assertThat(answers).hasSameSizeAs(pairs);
    for (int i = 0; i < pairs.size(); i++) {
      Version left = new Version(pairs.get(i).getFirst());
      Version right = new Version(pairs.get(i).getLast());
      assertThat(Integer.signum(left.compareTo(right)))
          .as("%s against %s", left, right)
          .isEqualTo(Integer.parseInt(answers.get(i)));
    }
  }

  private static List<String> shell(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var in = process.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out.lines().toList();
  }

  private static String version(Random random) {
    String epoch = random.nextInt(4) == 0 ? random.nextInt(3) + ":" : "";
    String revision = random.nextInt(2) == 0 ? "-" + random.nextInt(3) + part(random) : "";
    return epoch + random.nextInt(12) + part(random) + revision;
  }

  private static String part(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(
          List.of(".", "+", "~", "a", "Z", "0", "00", "7", "10", ".1").get(random.nextInt(10)));
    }
    return text.toString();
  }

  private static String tail(Random random) {
    return List.of("", "~", "+b1", ".0", "a", "0").get(random.nextInt(6));
  }
}
