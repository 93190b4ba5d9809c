package io.drydock.base.root;

import io.drydock.base.debian.Control;
import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.progress.BaseProgress;
import io.drydock.base.root.Root.Metadata;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a root that is a Debian: packages unpacked here, their scripts run inside it, in the order
 * that dpkg keeps.
 *
 * <p>The essential packages come first and all at once, as they need each other: files, then
 * preinst scripts, then {@code dpkg --configure}. Every further package finds a working system: its
 * preinst runs before its files come. At the end dpkg configures what is left.
 */
public final class Slim {
  private static final String POLICY = "usr/sbin/policy-rc.d";

  private final Root root;
  private final Instant time;
  private final Commands commands;
  private final Unpacker unpacker;
  private final DpkgDatabase database;
  private final Triggers triggers = new Triggers();
  private final BaseProgress progress;

  private Slim(DirectoryRoot root, Instant time, BaseProgress progress) {
    this.root = root;
    this.time = time;
    this.progress = progress;
    this.commands = new Commands(root, time, progress);
    this.unpacker = new Unpacker(root);
    this.database = new DpkgDatabase(root, time);
  }

  /**
   * Composes the root.
   *
   * @param directory an empty directory on a file system that keeps owners
   * @param time of everything that no package brings
   * @throws io.drydock.core.DrydockException of kind STEP_FAILED with what a script printed
   */
  public static RootFiles compose(
      BaseDefinition definition,
      List<BasePackage> packages,
      Path directory,
      Instant time,
      BaseProgress progress) {
    var root = new DirectoryRoot(directory);
    new Slim(root, time, progress).install(definition, packages);
    return new RootFiles(root.nodes());
  }

  private void install(BaseDefinition definition, List<BasePackage> packages) {
    List<BasePackage> essential =
        PackageOrder.closure(packages, each -> each.control().essential());
    List<BasePackage> further =
        PackageOrder.of(packages).stream().filter(each -> !essential.contains(each)).toList();
    MergedUsr.prepare(root, packages, time);
    installEssential(essential);
    root.file(POLICY, Metadata.ofRoot(0755, time), "#!/bin/sh\nexit 101\n");
    var finish = new Finish(root, time);
    finish.applyFiles(definition);
    installFurther(further);
    root.remove(POLICY);
    finish.apply(definition);
    for (String each : definition.run()) {
      progress.phase("Running " + each);
      commands.run("the command \"" + each + "\"", List.of("/bin/sh", "-ec", each));
    }
    new Traces(root, time).remove();
  }

  private void installEssential(List<BasePackage> essential) {
    progress.phase("Unpacking " + essential.size() + " essential packages");
    database.create();
    for (BasePackage each : essential) {
      database.recordControl(each.control());
      triggers.addInterests(each.control());
      database.recordUnpacked(each.control(), unpacker.unpack(each.file()));
    }
    database.save();
    database.saveInterests(triggers.pathLines(), triggers.nameLines());
    for (BasePackage each : essential) {
      preinst(each.control());
    }
    progress.phase("Configuring " + essential.size() + " essential packages");
    // The accounts that other packages' scripts refer to come from base-passwd.
    configure("--force-depends", "base-passwd");
    configure("-a");
  }

  private void installFurther(List<BasePackage> further) {
    progress.phase("Installing " + further.size() + " further packages");
    boolean unconfigured = false;
    for (BasePackage each : further) {
      Control control = each.control();
      if (control.has("preinst")) {
        if (unconfigured && !control.paragraph().get("Pre-Depends").isEmpty()) {
          saveAndConfigure();
          unconfigured = false;
        }
        database.recordControl(control);
        preinst(control);
      } else {
        database.recordControl(control);
      }
      List<String> paths = unpacker.unpack(each.file());
      triggers.activate(control, paths);
      triggers.addInterests(control);
      database.recordUnpacked(control, paths);
      unconfigured = true;
    }
    if (unconfigured) {
      saveAndConfigure();
    }
  }

  private void saveAndConfigure() {
    database.save();
    database.savePending(triggers.takePending());
    database.saveInterests(triggers.pathLines(), triggers.nameLines());
    configure("-a");
  }

  private void configure(String... arguments) {
    var command = new ArrayList<String>(List.of("dpkg", "--force-unsafe-io", "--configure"));
    command.addAll(List.of(arguments));
    commands.run("configuring packages", command);
  }

  private void preinst(Control control) {
    if (control.has("preinst")) {
      commands.run(
          "the preinst script of " + control.name(),
          List.of("/" + DpkgDatabase.info(control, "preinst"), "install"),
          "DPKG_MAINTSCRIPT_PACKAGE=" + control.name(),
          "DPKG_MAINTSCRIPT_PACKAGE_REFCOUNT=1",
          "DPKG_MAINTSCRIPT_ARCH=" + control.architecture(),
          "DPKG_MAINTSCRIPT_NAME=preinst",
          "DPKG_ADMINDIR=/var/lib/dpkg",
          "DPKG_ROOT=");
    }
  }
}
