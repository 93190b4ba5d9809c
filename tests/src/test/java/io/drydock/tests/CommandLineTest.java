package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line answers in docker's way: help, mistakes, exit codes, completion. */
class CommandLineTest {
  @TempDir Path store;

  @Test
  void helpListsEveryCommandAndEachHasItsOwn() {
    var drydock = new Drydock(store);
    String help = drydock.run("--help").out();
    assertThat(help)
        .startsWith("Usage:  drydock [OPTIONS] COMMAND")
        .contains("Common Commands:", "Global Options:");
    assertThat(drydock.run("build", "--help").out())
        .startsWith(
            "Usage:  drydock build [OPTIONS] PATH | URL | -\n\nBuild an image from a Dockerfile\n")
        .contains("-t, --tag stringArray");
    assertThat(drydock.run("image", "--help").out()).startsWith("Usage:  drydock image COMMAND");
  }

  @Test
  void mistakesInTheWordsEndAsDockersDo() {
    var drydock = new Drydock(store);
    Drydock.Outcome flag = drydock.run("build", "--nope", ".");
    assertThat(flag.code()).isEqualTo(125);
    assertThat(flag.err())
        .startsWith("unknown flag: --nope\n")
        .contains("Run 'drydock build --help'");
    Drydock.Outcome arguments = drydock.run("tag", "one");
    assertThat(arguments.code()).isEqualTo(1);
    assertThat(arguments.err()).startsWith("drydock: 'drydock tag' requires 2 arguments");
    Drydock.Outcome command = drydock.run("nosuch");
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).startsWith("drydock: unknown command: drydock nosuch");
  }

  @Test
  void completionKnowsCommandsAndFlags() {
    var drydock = new Drydock(store);
    assertThat(drydock.run("completion", "words", "bui").out())
        .isEqualTo("build\nbuilder\nbuildx\n");
    assertThat(drydock.run("completion", "words", "build", "--no-cache-").out())
        .isEqualTo("--no-cache-filter\n");
    assertThat(drydock.run("completion", "words", "image", "pr").out()).isEqualTo("prune\n");
    assertThat(drydock.run("completion", "bash").out()).contains("complete ");
  }

  @Test
  void versionTellsWhatItRunsOn() {
    assertThat(new Drydock(store).run("version").out())
        .startsWith("Drydock:\n Version:")
        .contains("OS/Arch:");
  }
}
