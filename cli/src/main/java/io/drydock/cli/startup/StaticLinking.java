package io.drydock.cli.startup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Replaces the dynamic call sites that the start-up cache cannot hold by plain methods.
 *
 * <p>The AOT cache of JDK 25 holds the linked call sites of lambdas and of string concatenation. A
 * {@code switch} over types and the {@code equals} and {@code hashCode} of a record are linked
 * again in each process: a class is spun, method handles are combined. Here each gets the method
 * that one would write by hand. Sites with other labels than types are left alone.
 */
final class StaticLinking {
  private final ClassFile format =
      ClassFile.of(
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(StaticLinking.class.getClassLoader())));

  /** Rewrites the jars in place. All classes that they use have to be on the class path. */
  public static void main(String[] jars) throws IOException {
    var linking = new StaticLinking();
    for (String jar : jars) {
      linking.rewrite(Path.of(jar));
    }
  }

  private void rewrite(Path jar) throws IOException {
    Path fresh = jar.resolveSibling(jar.getFileName() + ".tmp");
    try (var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      for (Enumeration<? extends ZipEntry> all = from.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        var copy = new ZipEntry(entry.getName());
        copy.setLastModifiedTime(entry.getLastModifiedTime());
        to.putNextEntry(copy);
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        to.write(entry.getName().endsWith(".class") ? link(bytes) : bytes);
        to.closeEntry();
      }
    }
    Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The class with static call sites; the same bytes when it has no dynamic ones of the kind. What
   * was rewritten stays as it is when it is rewritten again.
   */
  byte[] link(byte[] bytes) {
    ClassModel model = format.parse(bytes);
    var sites = new CallSites(model);
    if (sites.isEmpty()) {
      return bytes;
    }
    return format.transformClass(
        model,
        ClassTransform.transformingMethodBodies(sites.replacement())
            .andThen(ClassTransform.endHandler(sites::addMethods)));
  }
}
