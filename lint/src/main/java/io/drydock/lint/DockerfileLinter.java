package io.drydock.lint;

import java.util.List;

/** Judges Dockerfiles, and heeds the comments in them that switch rules off. */
public final class DockerfileLinter {
  private final Linter<DockerfileSource> linter;

  public DockerfileLinter(List<Check<DockerfileSource>> checks) {
    this.linter = new Linter<>(checks);
  }

  /** The findings in file order. */
  public List<Finding> lint(DockerfileSource source) {
    Pragmas pragmas = Pragmas.of(source);
    return linter.lint(source, source.configuration()).stream().filter(pragmas::allow).toList();
  }
}
