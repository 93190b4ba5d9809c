package io.drydock.build;

import io.drydock.build.execute.Builder;
import io.drydock.build.image.ImageSources;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.build.secret.Secret;
import io.drydock.distribution.Puller;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.ImageReference;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store and a context in a folder of a test, and builds in them. */
final class BuildFixture implements AutoCloseable {
  static final Path BUSYBOX = Path.of("/usr/bin/busybox");

  final Store store;
  final Path context;
  final List<BuildEvent> events = new ArrayList<>();
  final Map<String, Secret> secrets = new HashMap<>();
  final Map<String, Path> agents = new HashMap<>();
  final List<Output> outputs = new ArrayList<>();
  final List<String> ignored = new ArrayList<>();
  PlanRequest.CacheUse cacheUse = PlanRequest.CacheUse.ALL;
  int parallelism = 4;

  BuildFixture(Path folder) throws IOException {
    this(folder, folder.resolve("context"));
  }

  BuildFixture(Path folder, Path context) throws IOException {
    this.store = Store.open(folder.resolve("store"));
    this.context = Files.createDirectories(context);
  }

  BuildFixture file(String path, String content) throws IOException {
    Path file = context.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /** Whether commands can be run here: root, and busybox-static for a root file system. */
  static boolean canRun() throws IOException {
    return Files.isExecutable(BUSYBOX)
        && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** The first lines of a Dockerfile whose stage has busybox. */
  String busybox() throws IOException {
    Files.createDirectories(context.resolve("base"));
    Path copy = context.resolve("base/busybox");
    if (!Files.exists(copy)) {
      Files.copy(BUSYBOX, copy);
    }
    file("base/passwd", "root:x:0:0:root:/root:/bin/sh\nwww:x:33:34:www:/var/www:/bin/sh\n");
    file("base/group", "root:x:0:\nwww:x:34:\nextra:x:50:www\n");
    return """
    FROM scratch AS busybox
    COPY --chmod=755 base/busybox /bin/busybox
    COPY base/passwd base/group /etc/
    RUN ["/bin/busybox", "--install", "-s", "/bin"]
    """;
  }

  BuildResult build(String dockerfile) {
    return build(dockerfile, "");
  }

  BuildResult build(String dockerfile, String target) {
    events.clear();
    var images = new ImageSources(store, List.of(), List.of(), BuildFixture::noRegistry, false);
    Dockerfile parsed = Dockerfile.parse("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8));
    Plan plan =
        Planner.plan(PlanRequest.of(parsed).target(target).cacheUse(cacheUse).build(), images);
    var request =
        BuildRequest.of(plan)
            .contexts(
                Map.of("context", new BuildContext.Directory(context, IgnoreRules.of(ignored))))
            .secrets(secrets)
            .sshAgents(agents)
            .outputs(outputs.isEmpty() ? List.of(new Output.Image(List.of())) : outputs)
            .parallelism(parallelism)
            .build();
    return new Builder(store, images).build(request, events::add);
  }

  private static Puller noRegistry() {
    throw new AssertionError("no registry here");
  }

  void named(String name) {
    outputs.add(new Output.Image(List.of(ImageReference.parse(name))));
  }

  /** The files of a built image. */
  FileTree files(BuildResult result) {
    return store
        .layers()
        .view(result.images().getFirst().config().diffIds().stream().map(Layers.Id::of).toList());
  }

  String read(BuildResult result, String path) throws IOException {
    FileTree files = files(result);
    try (InputStream in = files.open(files.find(path).orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** All paths of a built image with modes and owners, but for those below the directories. */
  List<String> listing(BuildResult result, String... without) {
    FileTree files = files(result);
    var listing = new ArrayList<String>();
    var todo = new ArrayDeque<>(files.children("").reversed());
    while (!todo.isEmpty()) {
      Entry entry = todo.removeLast();
      if (List.of(without).contains(entry.path())) {
        continue;
      }
      listing.add(
          "%s %s %o %d:%d"
              .formatted(entry.path(), entry.type(), entry.mode(), entry.uid(), entry.gid()));
      if (entry.isDirectory()) {
        todo.addAll(files.children(entry.path()).reversed());
      }
    }
    return listing;
  }

  /** The names of the steps that were done, not found in the cache. */
  List<String> done() {
    return events.stream()
        .filter(each -> each instanceof BuildEvent.Finished)
        .map(each -> each.vertex().name())
        .filter(each -> !each.startsWith("exporting") && !each.contains("[internal]"))
        .toList();
  }

  /** What commands printed. */
  String output() {
    var text = new StringBuilder();
    for (BuildEvent event : events) {
      if (event instanceof BuildEvent.Log log) {
        text.append(StandardCharsets.UTF_8.decode(log.data().duplicate()));
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    store.close();
  }
}
