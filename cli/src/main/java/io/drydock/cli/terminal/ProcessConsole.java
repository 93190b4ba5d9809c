package io.drydock.cli.terminal;

import io.drydock.cli.progress.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The console of this process, set by {@code stty}, which every Linux system has. */
final class ProcessConsole implements Console {
  @Override
  public boolean isInput() {
    return Terminal.isInput();
  }

  @Override
  public boolean isOutput() {
    return Terminal.isOutput();
  }

  @Override
  public Size size() {
    String[] words = stty("size").split(" ", 2);
    try {
      return words.length < 2
          ? Size.UNKNOWN
          : new Size(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    } catch (NumberFormatException e) {
      return Size.UNKNOWN;
    }
  }

  @Override
  public Mode raw() {
    String before = stty("-g");
    stty("raw", "-echo", "-iexten");
    return () -> {
      if (!before.isEmpty()) {
        stty(before);
      }
    };
  }

  /** What {@code stty} prints; empty when it fails. */
  private static String stty(String... words) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(Arrays.asList(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return process.waitFor() == 0 ? answer : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
