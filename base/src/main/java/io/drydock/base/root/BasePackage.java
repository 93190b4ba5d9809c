package io.drydock.base.root;

import io.drydock.base.debian.Control;
import io.drydock.base.debian.DebFile;
import io.drydock.base.debian.Relation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A package of a base: its file, and what that says of itself. */
public record BasePackage(DebFile file, Control control) {

  public static BasePackage of(Path path) {
    var file = new DebFile(path);
    return new BasePackage(file, file.control());
  }

  String name() {
    return control.name();
  }

  /** What has to be there before it is configured, those first that have to be before unpacking. */
  List<List<Relation>> depends() {
    return Stream.of("Pre-Depends", "Depends")
        .flatMap(field -> Relation.parseGroups(control.paragraph().get(field)).stream())
        .toList();
  }

  List<String> provides() {
    return Relation.parseList(control.paragraph().get("Provides")).stream()
        .map(Relation::name)
        .toList();
  }
}
