package io.drydock.build.solve;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.images.ImageFilter;
import io.drydock.store.CacheItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Filters of what the build cache keeps, as docker takes them: {@code key=value}, {@code
 * key!=value}, {@code key~=pattern}.
 *
 * @param unusedSince of {@code until} or {@code unused-for}
 */
public record CacheFilter(Optional<Instant> unusedSince, Predicate<CacheItem> items) {

  /**
   * All filters together.
   *
   * @throws DrydockException of kind INVALID for a filter that there is not
   */
  public static CacheFilter parse(List<String> filters, StepTitles titles) {
    Optional<Instant> since = Optional.empty();
    Predicate<CacheItem> items = item -> true;
    for (String each : filters) {
      String key = each.split("[!~]?=", 2)[0];
      if (key.equals("until") || key.equals("unused-for")) {
        since = Optional.of(ImageFilter.time(each.substring(each.indexOf('=') + 1)));
      } else {
        items = items.and(item(each, key, titles));
      }
    }
    return new CacheFilter(since, items);
  }

  private static Predicate<CacheItem> item(String filter, String key, StepTitles titles) {
    String rest = filter.substring(key.length());
    return switch (key) {
      case "id" -> match(rest, CacheItem::id);
      case "type" -> match(rest, item -> item.kind().type());
      case "description" -> match(rest, titles::of);
      case "shared" -> flag(rest, true);
      case "private" -> flag(rest, false);
      default ->
          throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + key + "'")
              .withHint(
                  "Filters are until, unused-for, id, type, description, shared and private.");
    };
  }

  private interface Text {
    String of(CacheItem item);
  }

  private static Predicate<CacheItem> match(String rest, Text text) {
    String value = rest.substring(rest.indexOf('=') + 1);
    if (rest.startsWith("~=")) {
      try {
        Pattern pattern = Pattern.compile(value);
        return item -> pattern.matcher(text.of(item)).find();
      } catch (PatternSyntaxException e) {
        throw new DrydockException(ErrorKind.INVALID, "invalid pattern \"" + value + "\"", e);
      }
    }
    Predicate<CacheItem> equal = item -> text.of(item).equals(value);
    return rest.startsWith("!=") ? equal.negate() : equal;
  }

  private static Predicate<CacheItem> flag(String rest, boolean shared) {
    boolean wanted = !rest.endsWith("false") && !rest.endsWith("0");
    return item -> (item.shared() == shared) == wanted;
  }
}
