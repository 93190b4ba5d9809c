package io.drydock.distribution.images;

import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which images to list: {@code --filter} of docker's images, and a name. */
public final class ImageFilter {
  private final List<Predicate<ImageSummary>> conditions = new ArrayList<>();
  private final List<Predicate<ImageSummary>> references = new ArrayList<>();

  private ImageFilter() {}

  /** Lets all images through. */
  public static ImageFilter all() {
    return new ImageFilter();
  }

  /**
   * The filter of the words.
   *
   * @param filters each {@code NAME=VALUE}
   * @param name {@code REPOSITORY[:TAG]}, may have wildcards; empty for any
   * @throws DrydockException of kind INVALID for an unknown filter or a bad value
   */
  public static ImageFilter of(Store store, List<String> filters, String name) {
    var filter = new ImageFilter();
    filters.forEach(each -> filter.add(store, each));
    if (!name.isEmpty()) {
      filter.references.add(reference(name));
    }
    return filter;
  }

  List<ImageSummary> apply(List<ImageSummary> summaries) {
    return summaries.stream()
        .filter(each -> conditions.stream().allMatch(condition -> condition.test(each)))
        .filter(each ->
            references.isEmpty() || references.stream().anyMatch(reference -> reference.test(each)))
        .toList();
  }

  private void add(Store store, String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid filter '" + text + "': want NAME=VALUE");
    }
    String value = text.substring(equals + 1);
    switch (text.substring(0, equals)) {
      case "dangling" -> {
        boolean wanted = truth(text, value);
        conditions.add(each -> each.entry().name().isEmpty() == wanted);
      }
      case "label" -> conditions.add(label(value));
      case "before" -> {
        Instant created = created(store, value);
        conditions.add(each -> each.created().filter(created::isAfter).isPresent());
      }
      case "since" -> {
        Instant created = created(store, value);
        conditions.add(each -> each.created().filter(created::isBefore).isPresent());
      }
      case "until" -> {
        Instant until = time(value);
        conditions.add(each -> each.created().filter(until::isAfter).isPresent());
      }
      case "reference" -> references.add(reference(value));
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "invalid filter '" + text.substring(0, equals) + "'");
    }
  }

  private static boolean truth(String text, String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + text + "'");
    };
  }

  private static Predicate<ImageSummary> label(String value) {
    int equals = value.indexOf('=');
    String key = equals < 0 ? value : value.substring(0, equals);
    String wanted = value.substring(equals + 1);
    return each ->
        each.labels().containsKey(key) && (equals < 0 || wanted.equals(each.labels().get(key)));
  }

  private static Instant created(Store store, String word) {
    Images.Entry entry = store.images().resolve(word);
    return new ImageCatalogue(store)
        .require(entry.target())
        .config()
        .created()
        .orElse(Instant.EPOCH);
  }

  /**
   * A moment, or a duration before now, as docker's {@code until} takes it.
   *
   * @throws DrydockException of kind INVALID for anything else
   */
  public static Instant time(String value) {
    if (value.matches("\\d{1,18}(\\.\\d+)?")) {
      return Instant.ofEpochSecond(Long.parseLong(value.replaceAll("\\..*", "")));
    }
    try {
      return value.matches("\\d{4}-.*") ? date(value) : Instant.now().minus(Durations.parse(value));
    } catch (DateTimeException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "failed to parse value as time or duration: \"" + value + "\"", e);
    }
  }

  private static Instant date(String value) {
    if (!value.contains("T")) {
      return LocalDate.parse(value).atStartOfDay(ZoneId.systemDefault()).toInstant();
    }
    return value.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
        ? OffsetDateTime.parse(value).toInstant()
        : LocalDateTime.parse(value).atZone(ZoneId.systemDefault()).toInstant();
  }

  /** A shell pattern over the familiar name, with or without the tag, as docker matches it. */
  private static Predicate<ImageSummary> reference(String pattern) {
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (IllegalArgumentException e) {
      throw new DrydockException(ErrorKind.INVALID, "invalid reference format", e);
    }
    return each ->
        each.entry()
            .name()
            .filter(name ->
                matches(matcher, name.familiarName())
                    || matches(matcher, name.familiar())
                    || matches(matcher, name.name())
                    || matches(matcher, withoutDigest(name)))
            .isPresent();
  }

  private static String withoutDigest(ImageReference name) {
    return name.name() + name.tag().map(each -> ":" + each).orElse("");
  }

  private static boolean matches(PathMatcher matcher, String text) {
    return matcher.matches(Path.of(text));
  }
}
