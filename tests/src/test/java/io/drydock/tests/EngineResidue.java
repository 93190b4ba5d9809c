package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What containers of an engine leave on a host: nothing, once they are removed. */
final class EngineResidue {
  private static final long PATIENCE_MILLIS = 10_000;

  /** Namespaces that are kept ready for the next containers, under names of no meaning. */
  private static final int WARM = 2;

  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private final Path root;
  private final Path runtime;
  private final String number;
  private List<String> before = List.of();

  EngineResidue(TestEngine engine) {
    root = engine.drydock().store();
    runtime = engine.runtime();
    String folder = runtime.getFileName().toString();
    number = folder.substring(folder.lastIndexOf('-') + 1);
  }

  /** What is there without any container. */
  void remember() throws Exception {
    before = all();
  }

  /** Nothing but that is there again; what is cleaned up after an answer has a moment. */
  void check() throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!all().equals(before) && System.currentTimeMillis() < end) {
      Thread.sleep(100);
    }
    assertThat(all()).isEqualTo(before);
  }

  /** What of runs is there now: mounts, interfaces, rules, control groups, bundles, monitors. */
  List<String> ofRuns() throws Exception {
    return all().stream()
        .filter(each -> !each.startsWith(root + "/") && !each.endsWith(" namespaces"))
        .toList();
  }

  private List<String> all() throws Exception {
    var all = new TreeSet<String>();
    int namespaces = 0;
    for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
      if (line.contains(runtime + "/network/namespaces/")) {
        namespaces++;
      } else if (line.contains(root.toString()) || line.contains(runtime.toString())) {
        all.add("mount " + line.split(" ")[1]);
      }
    }
    if (namespaces > WARM) {
      all.add(namespaces + " namespaces");
    }
    all.addAll(interfaces());
    rules().forEach(each -> all.add("rule " + each));
    all.addAll(cgroups());
    for (String each : List.of("engine/containers", "engine/files", "engine/health")) {
      all.addAll(files(root.resolve(each)));
    }
    for (String each : List.of("bundles", "exits", "runtime")) {
      all.addAll(files(runtime.resolve(each)));
    }
    ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().orElse("").contains(runtime + "/"))
        .forEach(each -> all.add("process " + each.info().command().orElse("")));
    return List.copyOf(all);
  }

  private List<String> interfaces() throws Exception {
    List<String> links = Commands.run(List.of("ip", "-o", "link")).out().lines().toList();
    var names = new ArrayList<String>();
    for (String each : links) {
      String name = each.split(": ")[1].replaceAll("@.*", "");
      if (name.startsWith(TestEngine.prefix(Integer.parseInt(number, 16)))) {
        names.add("interface " + name);
      }
    }
    return names;
  }

  private Stream<String> rules() throws Exception {
    return Commands.run(List.of("nft", "list", "table", "inet", "drydock_test_" + number))
        .out()
        .lines()
        .filter(each -> each.contains("dnat") || each.contains("10."));
  }

  private List<String> cgroups() {
    var names = new ArrayList<String>();
    try (Stream<Path> controllers = Files.list(CGROUPS)) {
      for (Path each : controllers.toList()) {
        names.addAll(files(each.resolve("drydock-test-" + number)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names.stream().filter(each -> Files.isDirectory(Path.of(each))).toList();
  }

  private static List<String> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(Path::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
