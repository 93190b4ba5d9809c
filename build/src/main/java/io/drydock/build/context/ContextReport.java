package io.drydock.build.context;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What of a directory belongs to a build context and what does not, and why: the largest first.
 *
 * @param sent down to some depth: directories with all that is sent of them, and files
 * @param ignored the uppermost paths that stay out
 * @param files how many files are sent, and how large they are
 */
public record ContextReport(List<Part> sent, List<Part> ignored, Sum files, Sum ignoredFiles) {
  public ContextReport {
    sent = List.copyOf(sent);
    ignored = List.copyOf(ignored);
  }

  /**
   * A file, or a directory with what is in it.
   *
   * @param path relative to the context, a directory's with a slash at its end
   * @param rule that keeps it out, or that brings it back in; empty when none speaks of it
   */
  public record Part(String path, Sum files, Optional<IgnoreRules.Rule> rule) {}

  /** Numbers of files, and their bytes. */
  public record Sum(long count, long bytes) {
    static final Sum NOTHING = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(count + other.count, bytes + other.bytes);
    }
  }

  /**
   * Looks through a directory.
   *
   * @param depth how many levels of directories are shown for themselves, at least 1
   * @throws DrydockException of kind NOT_FOUND when it cannot be read
   */
  public static ContextReport of(Path directory, IgnoreRules rules, int depth) {
    var walk = new Walk(directory, rules, depth);
    try {
      Sum all = walk.directory("", 1);
      return new ContextReport(sorted(walk.sent), sorted(walk.ignored), all, sum(walk.ignored));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "cannot read the context: " + e, e);
    }
  }

  private static List<Part> sorted(List<Part> parts) {
    return parts.stream()
        .sorted(
            Comparator.comparingLong((Part each) -> each.files().bytes())
                .reversed()
                .thenComparing(Part::path))
        .toList();
  }

  private static Sum sum(List<Part> parts) {
    Sum sum = Sum.NOTHING;
    for (Part each : parts) {
      sum = sum.plus(each.files());
    }
    return sum;
  }

  /** One way through the directory. */
  private static final class Walk {
    private final Path root;
    private final IgnoreRules rules;
    private final int depth;
    private final List<Part> sent = new ArrayList<>();
    private final List<Part> ignored = new ArrayList<>();

    Walk(Path root, IgnoreRules rules, int depth) {
      this.root = root;
      this.rules = rules;
      this.depth = depth;
    }

    /** What is sent of the directory. */
    Sum directory(String path, int level) throws IOException {
      Sum sum = Sum.NOTHING;
      try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(path))) {
        for (Path each : children) {
          String name = String.valueOf(each.getFileName());
          sum = sum.plus(child(each, path.isEmpty() ? name : path + "/" + name, level));
        }
      }
      return sum;
    }

    private Sum child(Path file, String path, int level) throws IOException {
      BasicFileAttributes attributes = attributes(file);
      boolean excluded = rules.excludes(path);
      Optional<IgnoreRules.Rule> rule = rules.decidedBy(path);
      if (!attributes.isDirectory()) {
        var one = new Sum(1, attributes.isRegularFile() ? attributes.size() : 0);
        if (excluded) {
          ignored.add(new Part(path, one, rule));
          return Sum.NOTHING;
        }
        if (level <= depth) {
          sent.add(new Part(path, one, rule));
        }
        return one;
      }
      if (excluded && !rules.mayContainIncluded(path)) {
        ignored.add(new Part(path + "/", whole(file), rule));
        return Sum.NOTHING;
      }
      Sum sum = directory(path, level + 1);
      if (level == depth && sum.count() > 0) {
        sent.add(new Part(path + "/", sum, rule));
      }
      return sum;
    }

    /** All that is in a directory; without recursion, as nobody chose how deep it is. */
    private static Sum whole(Path directory) throws IOException {
      Sum sum = Sum.NOTHING;
      var todo = new ArrayDeque<>(List.of(directory));
      while (!todo.isEmpty()) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(todo.pop())) {
          for (Path each : children) {
            BasicFileAttributes attributes = attributes(each);
            if (attributes.isDirectory()) {
              todo.push(each);
            } else {
              sum = sum.plus(new Sum(1, attributes.isRegularFile() ? attributes.size() : 0));
            }
          }
        }
      }
      return sum;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
