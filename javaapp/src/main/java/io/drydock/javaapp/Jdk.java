package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JDK to link runtimes from.
 *
 * @param home its directory, with {@code bin/jlink}
 */
record Jdk(Path home) {
  /** The JDK at the directory, or the one that runs this program. */
  static Jdk at(Path home) {
    if (!Files.isExecutable(home.resolve("bin/jlink"))) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          home + " is no JDK with jlink",
          null,
          "Name another JDK with --jdk, or take the base image's runtime with --runtime=base.",
          null);
    }
    return new Jdk(home);
  }

  static Jdk running() {
    return at(Path.of(System.getProperty("java.home")));
  }

  /** Tells this JDK from others: the digest of its release file. */
  Digest identity() {
    try {
      return Digest.of(Files.readAllBytes(home.resolve("release")));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot read the JDK in " + home + ": " + e, e);
    }
  }

  /** The JDK's modules by the packages that they export, with slashes: {@code java/sql}. */
  Map<String, String> exportedPackages() {
    var modules = new HashMap<String, String>();
    try (FileSystem image =
            FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()));
        Stream<Path> descriptors = Files.list(image.getPath("/modules"))) {
      for (Path each : descriptors.toList()) {
        exports(each).forEach(name -> modules.put(name, String.valueOf(each.getFileName())));
      }
      return modules;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read the modules of the JDK in " + home + ": " + e, e);
    }
  }

  private static List<String> exports(Path module) throws IOException {
    byte[] descriptor = Files.readAllBytes(module.resolve("module-info.class"));
    return ClassFile.of()
        .parse(descriptor)
        .findAttribute(Attributes.module())
        .map(attribute ->
            attribute.exports().stream()
                .filter(each -> each.exportsTo().isEmpty())
                .map(each -> each.exportedPackage().name().stringValue())
                .toList())
        .orElse(List.of());
  }
}
