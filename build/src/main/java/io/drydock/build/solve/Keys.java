package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.build.plan.RunMount;
import io.drydock.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Cache keys: a digest over an operation and over what tells its inputs from others. What does not
 * change a result (secrets, proxies, a cache mount's content, titles) is not in them.
 */
final class Keys {
  /** Changed when the same operation comes to mean something else. */
  private static final String GENERATION = "1";

  private final MessageDigest hash = Digest.sha256();

  private Keys() {}

  /**
   * The key of an operation.
   *
   * @param inputs one for each of {@link Operation#inputs}, in the same order
   */
  static String of(Operation operation, List<String> inputs) {
    var keys = new Keys();
    keys.text(GENERATION);
    keys.operation(operation);
    keys.texts(inputs);
    return keys.finish();
  }

  /** A key made of several parts. */
  static String of(String... parts) {
    var keys = new Keys();
    keys.text(GENERATION);
    keys.texts(List.of(parts));
    return keys.finish();
  }

  /** What tells a root file system from others in this store: its layers. */
  static String identity(Result.Rootfs rootfs) {
    return identity(rootfs, LayerNames.LOCAL);
  }

  /** As {@link #identity(Result.Rootfs)}, with layers called so. */
  static String identity(Result.Rootfs rootfs, LayerNames names) {
    var keys = new Keys();
    for (Result.Layer each : rootfs.layers()) {
      keys.text(names.of(each.id()));
    }
    return keys.finish();
  }

  private String finish() {
    return Digest.of(hash).encoded();
  }

  private void operation(Operation operation) {
    switch (operation) {
      case Operation.Image image -> {
        text("image");
        text(image.manifest().digest().toString());
        text(image.platform().toString());
      }
      case Operation.Scratch scratch -> text("scratch");
      case Operation.Context context -> {
        text("context");
        text(context.name());
      }
      case Operation.Http http -> {
        text("http");
        text(http.url().toString());
        text(http.checksum().map(Digest::toString).orElse(""));
        text(http.fileName());
      }
      case Operation.Git git -> text("git" + git);
      case Operation.Inline inline -> {
        text("inline");
        text(inline.fileName());
        text(inline.content());
        number(inline.mode());
      }
      case Operation.Run run -> run(run);
      case Operation.Copy copy -> copy(copy);
      case Operation.MakeDirectory make -> {
        text("mkdir");
        text(make.path());
        text(make.user());
      }
    }
  }

  private void run(Operation.Run run) {
    text("run");
    texts(run.args());
    texts(run.cacheEnv());
    text(run.workingDirectory());
    text(run.user());
    text(run.network().name());
    text(run.insecure() ? "insecure" : "");
    run.extraHosts().forEach(each -> texts(List.of(each.name(), each.address())));
    text(run.hostname());
    number(run.shmBytes());
    text(run.platform().toString());
    run.mounts().forEach(this::mount);
    for (Operation.ResourceLimit each : run.limits()) {
      text(each.name());
      number(each.soft());
      number(each.hard());
    }
  }

  private void mount(RunMount mount) {
    switch (mount) {
      case RunMount.Bind bind -> {
        texts(List.of("bind", bind.sourcePath(), bind.target()));
        text(bind.writable() ? "rw" : "ro");
      }
      case RunMount.Cache cache -> {
        texts(List.of("cache", cache.id(), cache.target()));
        text(cache.readOnly() ? "ro" : "rw");
      }
      case RunMount.Tmpfs tmpfs -> {
        texts(List.of("tmpfs", tmpfs.target()));
        number(tmpfs.sizeBytes());
      }
      case RunMount.Secret secret ->
          texts(List.of("secret", secret.id(), secret.target(), secret.env()));
      case RunMount.Ssh ssh -> texts(List.of("ssh", ssh.id(), ssh.target()));
    }
  }

  private void copy(Operation.Copy copy) {
    text("copy");
    copy.items()
        .forEach(each -> {
          texts(List.of(each.pivot(), each.path()));
          text((each.wildcards() ? "w" : "") + (each.unpack() ? "u" : ""));
        });
    texts(List.of(copy.destination(), copy.chown(), copy.chmod()));
    text((copy.keepOwner() ? "k" : "") + (copy.link() ? "l" : "") + (copy.parents() ? "p" : ""));
    texts(copy.excludes());
  }

  private void texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    hash.update(bytes);
  }

  private void number(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      hash.update((byte) (value >>> shift));
    }
  }
}
