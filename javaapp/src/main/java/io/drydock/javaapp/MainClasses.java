package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds classes that can be started. */
final class MainClasses {
  private MainClasses() {}

  /**
   * The class to start: the one that was told, else the one that the jar names, else the only one
   * that has a main method.
   *
   * @throws DrydockException of kind INVALID when that is none or several
   */
  static String choose(
      String told, String named, Map<Part, List<ApplicationFile>> files, String application)
      throws IOException {
    if (!told.isEmpty() || !named.isEmpty()) {
      return told.isEmpty() ? named : told;
    }
    var found = new ArrayList<String>();
    for (ApplicationFile each : files.getOrDefault(Part.CLASSES, List.of())) {
      if (each.isClass() && hasMain(each)) {
        found.add(each.className());
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new DrydockException(
        ErrorKind.INVALID,
        application
            + (found.isEmpty()
                ? " has no class with a main method"
                : " has several classes with a main method: " + String.join(", ", found)),
        null,
        "Name the class to start with --main-class.",
        null);
  }

  private static boolean hasMain(ApplicationFile file) throws IOException {
    try (InputStream in = file.open()) {
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      return model.methods().stream()
          .anyMatch(each ->
              each.methodName().equalsString("main")
                  && each.methodType().equalsString("([Ljava/lang/String;)V")
                  && each.flags().has(AccessFlag.STATIC)
                  && each.flags().has(AccessFlag.PUBLIC));
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, file.path() + " is no class file: " + e.getMessage(), e);
    }
  }
}
