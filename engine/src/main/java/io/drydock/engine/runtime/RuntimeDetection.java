package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for an OCI runtime that works here. That one is installed says little (crun before 1.9
 * refuses hosts with control groups of both versions), so each is tried: it makes a container of
 * itself and removes it again.
 */
final class RuntimeDetection {
  private static final List<String> NAMES = List.of("runc", "crun");
  private static final List<String> FOLDERS =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final String PROBE = "/probe";

  private final Path state;

  RuntimeDetection(Path state) {
    this.state = state;
  }

  OciRuntime choose(String wanted) {
    makeDirectory(state);
    var tried = new ArrayList<String>();
    for (String name : wanted.isEmpty() ? NAMES : List.of(wanted)) {
      Optional<Path> program = find(name);
      if (program.isEmpty()) {
        tried.add(name + " is not installed");
        continue;
      }
      Optional<String> refusal = refusal(program.get());
      if (refusal.isEmpty()) {
        String plain = String.valueOf(program.get().getFileName());
        return new OciRuntime(plain, program.get(), version(program.get()), state);
      }
      tried.add(program.get() + " does not work here (" + refusal.get() + ")");
    }
    throw new DrydockException(
            ErrorKind.UNSUPPORTED,
            "containers need an OCI runtime, runc or crun: " + String.join("; ", tried))
        .withHint("install the package runc");
  }

  private static Optional<Path> find(String name) {
    if (name.startsWith("/")) {
      return Optional.of(Path.of(name)).filter(Files::isExecutable);
    }
    return FOLDERS.stream()
        .map(each -> Path.of(each, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String version(Path program) {
    String line =
        RuntimeCall.run(List.of(program.toString(), "--version"), new byte[0])
            .output()
            .lines()
            .findFirst()
            .orElse("");
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  /** Why it does not work; absent when it does. A success is remembered beside the state. */
  private Optional<String> refusal(Path program) {
    try {
      Path real = program.toRealPath();
      String mark =
          real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
      Path memory = state.resolve(".works-" + program.getFileName());
      if (Files.exists(memory) && Files.readString(memory).equals(mark)) {
        return Optional.empty();
      }
      Optional<String> refusal = tryOut(real);
      if (refusal.isEmpty()) {
        Files.writeString(memory, mark);
      }
      return refusal;
    } catch (IOException e) {
      return Optional.of(e.toString());
    }
  }

  private Optional<String> tryOut(Path program) throws IOException {
    Path bundle = Files.createTempDirectory(state, ".probe");
    try {
      String id = "drydock-probe-" + bundle.getFileName().toString().substring(".probe".length());
      Files.createDirectory(bundle.resolve("root"));
      Files.write(bundle.resolve("config.json"), Json.bytes(config(program, id)));
      Path errors = bundle.resolve("errors");
      String root = bundle.resolve("state").toString();
      // The container keeps the streams open as long as it lives, so these are no pipes.
      int created =
          new ProcessBuilder(
                  program.toString(), "--root", root, "create", "--bundle", bundle.toString(), id)
              .redirectErrorStream(true)
              .redirectOutput(errors.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .start()
              .waitFor();
      RuntimeCall.run(
          List.of(program.toString(), "--root", root, "delete", "--force", id), new byte[0]);
      return created == 0
          ? Optional.empty()
          : Optional.of(RuntimeCall.failure("create", Files.readString(errors)).getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted", e);
    } finally {
      RootDirectory.deleteTree(bundle);
    }
  }

  /** A container that holds nothing but the runtime's program, which is never started. */
  private static JsonObject config(Path program, String id) {
    var process = new JsonObject();
    process.addProperty("cwd", "/");
    process.add("args", Json.array(List.of(PROBE)));
    var user = new JsonObject();
    user.addProperty("uid", 0);
    user.addProperty("gid", 0);
    process.add("user", user);
    var root = new JsonObject();
    root.addProperty("path", "root");
    var mounts = new JsonArray();
    mounts.add(mount("/proc", "proc", "proc", List.of()));
    mounts.add(mount(PROBE, "bind", program.toString(), List.of("bind", "ro")));
    var namespaces = new JsonArray();
    for (String type : List.of("mount", "pid")) {
      var namespace = new JsonObject();
      namespace.addProperty("type", type);
      namespaces.add(namespace);
    }
    var linux = new JsonObject();
    linux.add("namespaces", namespaces);
    linux.addProperty("cgroupsPath", "/" + id);
    var config = new JsonObject();
    config.addProperty("ociVersion", "1.0.2");
    config.add("process", process);
    config.add("root", root);
    config.add("mounts", mounts);
    config.add("linux", linux);
    return config;
  }

  private static JsonObject mount(
      String destination, String type, String source, List<String> options) {
    var mount = new JsonObject();
    mount.addProperty("destination", destination);
    mount.addProperty("type", type);
    mount.addProperty("source", source);
    mount.add("options", Json.array(options));
    return mount;
  }

  private static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot make " + directory + ": " + e, e);
    }
  }
}
