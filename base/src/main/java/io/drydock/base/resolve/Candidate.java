package io.drydock.base.resolve;

import io.drydock.base.archive.Repository;
import io.drydock.base.debian.Paragraph;
import io.drydock.base.debian.Relation;
import io.drydock.base.debian.Version;
import io.drydock.oci.Digest;
import java.util.List;
import java.util.stream.Stream;

/**
 * One version of a package that could be installed.
 *
 * @param priority of the repository for this package: the highest wins, before the version is
 *     looked at
 * @param depends groups that have to hold before it is configured, {@code Pre-Depends} first
 * @param rejects what may not be installed beside it: {@code Conflicts} and {@code Breaks}
 * @param rank of the archive's {@code Priority}, 0 for required
 */
public record Candidate(
    String name,
    Version version,
    String architecture,
    Repository repository,
    int priority,
    List<List<Relation>> depends,
    List<Relation> provides,
    List<Relation> rejects,
    int rank,
    String file,
    long size,
    Digest digest) {

  private static final List<String> RANKS =
      List.of("required", "important", "standard", "optional", "extra");

  static Candidate of(Paragraph paragraph, Repository repository, int priority) {
    int rank = RANKS.indexOf(paragraph.get("Priority"));
    return new Candidate(
        paragraph.get("Package"),
        new Version(paragraph.get("Version")),
        paragraph.get("Architecture"),
        repository,
        priority,
        groups(paragraph, "Pre-Depends", "Depends"),
        Relation.parseList(paragraph.get("Provides")),
        Stream.of("Conflicts", "Breaks")
            .flatMap(field -> Relation.parseList(paragraph.get(field)).stream())
            .toList(),
        rank < 0 ? RANKS.size() : rank,
        paragraph.get("Filename"),
        Long.parseLong(paragraph.get("Size")),
        Digest.parse("sha256:" + paragraph.get("SHA256")));
  }

  private static List<List<Relation>> groups(Paragraph paragraph, String... fields) {
    return Stream.of(fields)
        .flatMap(field -> Relation.parseGroups(paragraph.get(field)).stream())
        .toList();
  }

  /** Whether this package, by its own name or by what it provides, is meant by the relation. */
  boolean satisfies(Relation relation) {
    return (name.equals(relation.name()) && relation.accepts(version)) || provides(relation);
  }

  /** Whether it provides what is meant; a provision without a version meets none (Policy 7.5). */
  boolean provides(Relation relation) {
    for (Relation each : provides) {
      if (each.name().equals(relation.name())
          && (relation.operator() == Relation.Operator.ANY
              || (each.operator() == Relation.Operator.EQUAL
                  && relation.accepts(each.version())))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
