package io.drydock.build.attest;

import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The files of a result, as what a statement is about. */
final class FileSubjects {
  private FileSubjects() {}

  static List<Statement.Subject> of(FileTree tree) throws IOException {
    var subjects = new ArrayList<Statement.Subject>();
    var todo = new ArrayDeque<Entry>();
    tree.children("").reversed().forEach(todo::push);
    while (!todo.isEmpty()) {
      Entry entry = todo.pop();
      if (entry.isDirectory()) {
        tree.children(entry.path()).reversed().forEach(todo::push);
      } else if (entry.isFile()) {
        subjects.add(new Statement.Subject(entry.path(), tree.digest(entry)));
      }
    }
    return subjects;
  }
}
