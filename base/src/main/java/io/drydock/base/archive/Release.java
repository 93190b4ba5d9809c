package io.drydock.base.archive;

import io.drydock.base.debian.Paragraph;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A suite's verified release file: when it was made, and which files belong to it.
 *
 * @param files by their path below the suite
 * @param byHash whether the files may also be had by their hash
 */
record Release(Instant date, Map<String, Hash> files, boolean byHash) {
  /** How far a release's date may lie ahead of our clock. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  /** What a file of the release has to be. */
  record Hash(Digest digest, long size) {}

  /**
   * Reads the signed text and refuses a release that is not the repository's or not valid now.
   *
   * @throws DrydockException of kind CORRUPT
   */
  static Release parse(String signedText, Repository repository, Instant now) {
    Paragraph fields = Paragraph.parse(signedText);
    Release release =
        new Release(
            date(fields.get("Date"), repository),
            files(fields.lines("SHA256"), repository),
            fields.get("Acquire-By-Hash").equalsIgnoreCase("yes"));
    List<String> names = List.of(fields.get("Suite"), fields.get("Codename"));
    if (!names.contains(repository.suite())) {
      throw refused(repository, "it is for " + String.join(" or ", names));
    }
    if (release.date.isAfter(now.plus(CLOCK_SKEW))) {
      throw refused(repository, "its date " + release.date + " lies in the future")
          .withHint("Set this machine's clock.");
    }
    String validUntil = fields.get("Valid-Until");
    if (repository.checkValidUntil()
        && !validUntil.isEmpty()
        && now.isAfter(date(validUntil, repository))) {
      throw refused(repository, "it was valid until " + validUntil)
          .withHint(
              "The mirror is behind, or this machine's clock is wrong; check-valid-until: false"
                  + " accepts an old snapshot.");
    }
    return release;
  }

  Optional<Hash> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private static Instant date(String text, Repository repository) {
    try {
      String gmt = text.endsWith(" UTC") ? text.substring(0, text.length() - 3) + "GMT" : text;
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(gmt));
    } catch (DateTimeParseException e) {
      throw new DrydockException(
          ErrorKind.CORRUPT, "the release of " + repository + " has the date \"" + text + "\"", e);
    }
  }

  private static Map<String, Hash> files(List<String> lines, Repository repository) {
    var files = new HashMap<String, Hash>();
    for (String line : lines) {
      String[] words = line.split("\\s+");
      if (words.length != 3) {
        throw refused(repository, "\"" + line + "\" is no entry");
      }
      files.put(words[2], new Hash(Digest.parse("sha256:" + words[0]), Long.parseLong(words[1])));
    }
    return Map.copyOf(files);
  }

  private static DrydockException refused(Repository repository, String why) {
    return new DrydockException(
        ErrorKind.CORRUPT, "the release of " + repository + " is refused: " + why);
  }
}
