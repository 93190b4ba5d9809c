package io.drydock.conformance;

import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.build.BuildListener;
import io.drydock.build.BuildRequest;
import io.drydock.build.BuildResult;
import io.drydock.build.Output;
import io.drydock.build.execute.Builder;
import io.drydock.build.image.ImageSources;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.TarContexts;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.core.OutputFile;
import io.drydock.distribution.Puller;
import io.drydock.distribution.archive.ImageLoader;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Dockerfiles with contexts, built for real, against the image that Docker made of them: platform,
 * config and every file beyond the base. Needs what RUN needs; base images are busybox or scratch.
 */
final class BuildSuite implements Suite {
  private static final String BASE = "busybox";

  private final String name;

  BuildSuite(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    Path work = Files.createTempDirectory("drydock-conformance-");
    try (Store store = Store.open(work.resolve("store"))) {
      new ImageLoader(store).load(folder.resolveSibling("bases/" + BASE + ".tar"));
      var run = new Run(folder, work, store);
      Map<String, JsonObject> base = run.baseFiles();
      for (JsonObject each : Cases.list(Cases.read(folder.resolve("cases.json")), "cases")) {
        report.check(
            Cases.string(each, "id"),
            () -> run.check(each, base),
            why -> KnownDifferences.explain(each, why));
      }
    } finally {
      Trees.delete(work);
    }
  }

  private static Puller noRegistry() {
    throw new DrydockException(ErrorKind.NOT_FOUND, "the cases use no image but " + BASE);
  }

  /** One image and its files. */
  private record Built(BuildResult.Image image, Map<String, JsonObject> files) {}

  private record Run(Path folder, Path work, Store store) {

    Map<String, JsonObject> baseFiles() throws IOException {
      Path context = Files.createDirectories(work.resolve("empty"));
      Built built = build("FROM " + BASE, context, Map.of(), "");
      return built.files;
    }

    void check(JsonObject recorded, Map<String, JsonObject> base) throws Exception {
      JsonObject expected = recorded.getAsJsonObject("expect");
      if (Cases.flag(expected, "fails")) {
        Report.refused(Cases.string(expected, "peerSays"), () -> build(recorded));
        return;
      }
      Built built = build(recorded);
      JsonObject config =
          Json.object(built.image.config().toBytes(), "our image config").getAsJsonObject("config");
      same("os", Cases.string(expected, "os"), built.image.platform().os());
      same("arch", Cases.string(expected, "arch"), built.image.platform().architecture());
      same("config", expected.getAsJsonObject("config"), comparable(config));
      boolean onBase = Cases.string(expected, "on").equals(BASE);
      checkFiles(expected, built.files, onBase ? base : Map.of());
    }

    private Built build(JsonObject recorded) throws IOException {
      var args = new LinkedHashMap<String, String>();
      for (String each : Cases.strings(recorded, "buildArgs")) {
        int equals = each.indexOf('=');
        args.put(each.substring(0, equals), each.substring(equals + 1));
      }
      List<String> flags = Cases.strings(recorded, "flags");
      int target = flags.indexOf("--target");
      return build(
          Cases.string(recorded, "dockerfile"),
          context(recorded),
          args,
          target < 0 ? "" : flags.get(target + 1));
    }

    private Path context(JsonObject recorded) throws IOException {
      String shared = Cases.string(recorded, "context");
      Path context = Files.createTempDirectory(work, "context-");
      if (!shared.isEmpty()) {
        Trees.copyWritable(folder.resolve(shared), context);
      }
      for (JsonObject each : Cases.list(recorded, "contextOps")) {
        apply(Cases.string(each, "op"), Cases.strings(each, "args"), context);
      }
      return context;
    }

    private static void apply(String operation, List<String> args, Path context)
        throws IOException {
      switch (operation) {
        case "CreateFile" -> {
          Path file = context.resolve(args.getFirst());
          Files.writeString(file, args.get(1));
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(permissions(args.get(2))));
        }
        case "CreateDir" -> {
          Path directory = Files.createDirectories(context.resolve(args.getFirst()));
          Files.setPosixFilePermissions(
              directory, PosixFilePermissions.fromString(permissions(args.get(1))));
        }
        case "Symlink" ->
            Files.createSymbolicLink(context.resolve(args.get(1)), Path.of(args.getFirst()));
        default -> throw new IllegalStateException("unknown context operation " + operation);
      }
    }

    private static String permissions(String octal) {
      int mode = Integer.parseInt(octal, 8);
      var text = new StringBuilder();
      for (int bit = 8; bit >= 0; bit--) {
        text.append((mode >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
      }
      return text.toString();
    }

    private Built build(String dockerfile, Path context, Map<String, String> args, String target)
        throws IOException {
      Path file = Files.createTempDirectory(work, "file-").resolve("Dockerfile");
      Files.writeString(file, dockerfile);
      BuildInput input =
          BuildInput.read(
              context.toString(),
              Optional.of(file.toString()),
              InputStream.nullInputStream(),
              new TarContexts(store));
      PlanRequest request =
          PlanRequest.of(input.dockerfile()).buildArgs(args).target(target).build();
      var images = new ImageSources(store, List.of(), List.of(), BuildSuite::noRegistry, false);
      Plan plan = Planner.plan(request, images);
      Path archive = file.resolveSibling("rootfs.tar");
      var outputs =
          List.<Output>of(
              new Output.Image(List.of()),
              new Output.Tar(
                  new Output.Destination.File(new OutputFile(archive)), Output.Split.NEVER));
      BuildResult result =
          new Builder(store, images)
              .build(
                  BuildRequest.of(plan)
                      .contexts(Map.of("context", input.context()))
                      .outputs(outputs)
                      .build(),
                  BuildListener.SILENT);
      return new Built(result.images().getFirst(), ImageFiles.read(archive));
    }

    /** The config as it is recorded: variables sorted, and the root as no working directory. */
    private static JsonObject comparable(JsonObject config) {
      JsonObject comparable = config.deepCopy();
      if (Cases.string(config, "WorkingDir").equals("/")) {
        comparable.remove("WorkingDir");
      }
      var env = new ArrayList<>(Cases.strings(config, "Env"));
      env.sort(null);
      comparable.add("Env", Json.array(env));
      return comparable;
    }

    private static void checkFiles(
        JsonObject expected, Map<String, JsonObject> files, Map<String, JsonObject> base) {
      var beyond = new TreeMap<>(files);
      beyond.entrySet().removeIf(each -> each.getValue().equals(base.get(each.getKey())));
      var recorded = new TreeMap<String, JsonObject>();
      expected
          .getAsJsonObject("fs")
          .entrySet()
          .forEach(each -> recorded.put(each.getKey(), each.getValue().getAsJsonObject()));
      same("paths", recorded.keySet(), beyond.keySet());
      recorded.forEach((path, entry) -> same(path, entry, beyond.get(path)));
      var gone = new TreeSet<>(base.keySet());
      gone.removeAll(files.keySet());
      same("removed", new TreeSet<>(Cases.strings(expected, "removed")), gone);
    }
  }
}
