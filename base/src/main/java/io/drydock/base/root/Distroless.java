package io.drydock.base.root;

import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.BaseDefinition.User;
import io.drydock.base.root.Root.Metadata;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Makes a root of nothing but packages' files. No script runs; what the scripts of the usual
 * packages would make is made here. Each package leaves a record in {@code /var/lib/dpkg/status.d},
 * where scanners look for it.
 */
public final class Distroless implements AutoCloseable {
  private static final String RECORDS = "var/lib/dpkg/status.d/";

  /**
   * Packages that others depend on for the sake of their maintainer scripts. As no script runs,
   * such dependencies are taken for granted unless the definition names the package.
   */
  public static final Set<String> SCRIPT_HELPERS =
      Set.of(
          "adduser",
          "ca-certificates-java",
          "cdebconf",
          "debconf",
          "debconf-2.0",
          "default-logind",
          "dpkg",
          "init-system-helpers",
          "install-info",
          "java-common",
          "login",
          "logind",
          "lsb-base",
          "media-types",
          "mime-support",
          "passwd",
          "sensible-utils",
          "systemd",
          "systemd-standalone-sysusers",
          "systemd-sysusers",
          "sysvinit-utils",
          "ucf");

  private final SpooledRoot root;
  private final Instant time;

  /**
   * @param spoolFile a new file, gone when this is closed
   * @param time of everything that no package brings
   */
  public Distroless(Path spoolFile, Instant time) {
    this.root = new SpooledRoot(spoolFile);
    this.time = time;
  }

  /** Composes the root; its files can be read until this is closed. */
  public RootFiles compose(BaseDefinition definition, List<BasePackage> packages) {
    var unpacker = new Unpacker(root);
    MergedUsr.prepare(root, packages, time);
    for (BasePackage each : PackageOrder.of(packages)) {
      unpacker.unpack(each.file());
      record(each);
    }
    prepareSystem();
    new Finish(root, time).apply(definition);
    new Certificates(root, time).write();
    return new RootFiles(root.nodes());
  }

  @Override
  public void close() {
    root.close();
  }

  private void record(BasePackage each) {
    Metadata metadata = Metadata.ofRoot(0644, time);
    root.file(RECORDS + each.name(), metadata, each.control().paragraph().toString());
    byte[] sums = each.control().members().getOrDefault("md5sums", new byte[0]);
    root.file(RECORDS + each.name() + ".md5sums", metadata, new ByteArrayInputStream(sums));
  }

  private void prepareSystem() {
    var finish = new Finish(root, time);
    finish.addUser(new User("root", 0, 0, "/root", "/sbin/nologin"));
    finish.addUser(new User("nobody", 65534, 65534, "/nonexistent", "/sbin/nologin"));
    root.directory("tmp", Metadata.ofRoot(01777, time));
    root.directory("run", Metadata.ofRoot(0755, time));
    root.directory("var/tmp", Metadata.ofRoot(01777, time));
    if (root.find("var/run").isEmpty()) {
      root.symlink("var/run", "/run", Metadata.ofRoot(0777, time));
    }
    root.read("usr/share/base-files/nsswitch.conf")
        .filter(_ -> root.find("etc/nsswitch.conf").isEmpty())
        .ifPresent(text -> root.file("etc/nsswitch.conf", Metadata.ofRoot(0644, time), text));
  }
}
