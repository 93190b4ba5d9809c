package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.SequencedMap;

/**
 * The files that {@code extends} and {@code include} name, as the file in work sees them: whoever
 * loads files lends these to whoever merges them.
 */
public interface Resources {
  /**
   * A file that was found.
   *
   * @param reference as it was written
   * @param path the local file, absolute where that is known; cycles are found by it
   * @param directory where the file's own relative paths start, relative to {@link
   *     Resources#directory} where that is possible
   * @param place what names it
   */
  record Resource(String reference, String path, String directory, SourceLocation place) {}

  /** Where relative paths of the file in work start; empty for the current directory. */
  String directory();

  /** The variables of the file in work. */
  SequencedMap<String, String> environment();

  /**
   * The file of a reference: a path, or what a loader of remote resources knows.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND, at the place that names it
   */
  Resource find(String reference, SourceLocation place);

  /**
   * The documents of a file as one, for {@code extends}: variables filled in, short forms written
   * out, and relative paths as the file in work would write them; {@code extends} and {@code
   * include} in it are as they were.
   */
  YamlMapping read(Resource resource);

  /**
   * The variables of the environment, and those of .env files that it does not hold, for {@code
   * include}.
   *
   * @param files relative ones start at {@link #directory}
   * @param mustExist whether a missing file is an error
   */
  SequencedMap<String, String> readEnvironment(
      List<String> files, SequencedMap<String, String> environment, boolean mustExist);

  /**
   * A whole model, for {@code include}: its files merged, with their own {@code extends} and {@code
   * include} done and relative paths as the file in work would write them, but nothing implied
   * written out.
   *
   * @param directory where relative paths of the files start, as {@link Resource#directory}
   * @param ancestors the files that include these, outermost first
   */
  YamlMapping load(
      List<Resource> files,
      String directory,
      SequencedMap<String, String> environment,
      List<Resource> ancestors);
}
