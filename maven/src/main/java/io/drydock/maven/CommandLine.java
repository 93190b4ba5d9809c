package io.drydock.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * Drydock's command line, in a process of its own.
 *
 * @param java the program
 * @param libraries Drydock's jars and theirs
 * @param globalFlags before each command
 */
record CommandLine(Path java, List<Path> libraries, List<String> globalFlags) {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx192m", "--enable-native-access=ALL-UNNAMED");

  /** Runs one command; what it prints goes to Maven's log, line by line. */
  void run(List<String> words, Log log) throws MojoExecutionException, MojoFailureException {
    try {
      Process process = new ProcessBuilder(command(words)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        lines.lines().forEach(log::info);
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new MojoFailureException("drydock " + words.get(0) + " failed with code " + code);
      }
    } catch (IOException e) {
      throw new MojoExecutionException("cannot run " + java, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  private List<String> command(List<String> words) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(OPTIONS);
    command.add("-cp");
    command.add(
        libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add("io.drydock.cli.Main");
    command.addAll(globalFlags);
    command.addAll(words);
    return command;
  }
}
