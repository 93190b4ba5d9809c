package io.drydock.lint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.lint.Configuration;
import io.drydock.lint.LintedFile;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Fixes mend what they say, settle, and leave everything else alone. */
class FixesTest {
  private final FileLinter linter = new FileLinter(Configuration.DEFAULT, Optional.empty());

  @Test
  void mendsSeveralThingsInOneGo() {
    String mended =
        fix(
            "Dockerfile",
            """
            FROM node:20-slim # small
            COPY package.json package-lock.json ./
            RUN npm install
            RUN apt-get update && \\
                apt-get install -y --no-install-recommends curl=1
            CMD node server.js
            """);
    assertThat(mended)
        .isEqualTo(
            """
            # small
            FROM node:20-slim
            COPY package.json package-lock.json ./
            RUN npm ci
            RUN apt-get update && \\
                apt-get install -y --no-install-recommends curl=1 && rm -rf /var/lib/apt/lists/*
            CMD ["node", "server.js"]
            """);
  }

  @Test
  void leavesCommandsAloneThatNeedTheShell() {
    String text = "FROM a:1\nCMD node $FILE | tee log\n";
    assertThat(fix("Dockerfile", text)).isEqualTo(text);
  }

  @Test
  void dropsTheVersionOfComposeFiles() {
    assertThat(fix("compose.yaml", "version: '3'\nservices:\n  a:\n    image: b:1\n"))
        .isEqualTo("services:\n  a:\n    image: b:1\n");
  }

  @Test
  void showsADiffWithItsSurroundings() {
    String before = "a\nb\nc\nd\ne\nf\ng\nh\n";
    String after = "a\nb\nc\nd\nX\nf\ng\nh\ni\n";
    assertThat(LineDiff.of("f", before, after))
        .isEqualTo("--- a/f\n+++ b/f\n@@ -2,7 +2,8 @@\n b\n c\n d\n-e\n+X\n f\n g\n h\n+i\n");
    assertThat(LineDiff.of("f", before, before)).isEmpty();
  }

  @Provide
  Arbitrary<String> line() {
    return Arbitraries.of(
        "FROM node",
        "FROM a:1 # x",
        "RUN npm install",
        "RUN apt-get update && apt-get install x",
        "RUN apk add curl",
        "RUN pip install x",
        "CMD node a.js",
        "ENTRYPOINT x y",
        "COPY . . # y",
        "ENV A b",
        "USER root # z",
        "RUN cd /x && sudo y",
        "HEALTHCHECK CMD x",
        "# comment",
        "");
  }

  /** Whatever is mended can be read, and mending again changes nothing. */
  @Property(tries = 60)
  void settles(@ForAll @Size(max = 8) List<@net.jqwik.api.From("line") String> lines) {
    String once = fix("Dockerfile", "FROM a:1\n" + String.join("\n", lines) + "\n");
    assertThat(fix("Dockerfile", once)).isEqualTo(once);
    assertThat(linter.lint("Dockerfile", once, Optional.empty()).findings())
        .noneMatch(each -> each.rule().id().equals("DD000"));
  }

  private String fix(String name, String text) {
    LintedFile file = linter.lint(name, text, Optional.empty());
    return Fixes.apply(file, linter, Optional.empty());
  }
}
