package io.drydock.distribution.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a server wants to be told who is calling (RFC 9110, section 11.6.1).
 *
 * @param scheme in lower case
 * @param parameters by name in lower case, unquoted
 */
public record Challenge(String scheme, Map<String, String> parameters) {
  /** All challenges of the header's values; what cannot be read is left out. */
  public static List<Challenge> parse(List<String> headers) {
    var challenges = new ArrayList<Challenge>();
    headers.forEach(each -> new Reader(each).read(challenges));
    return challenges;
  }

  String get(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  /** A cursor over one header value. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    void read(List<Challenge> into) {
      String scheme = "";
      Map<String, String> parameters = new LinkedHashMap<>();
      while (skipSeparators()) {
        String token = token();
        if (token.isEmpty()) {
          at++;
        } else if (at < text.length() && text.charAt(at) == '=') {
          at++;
          parameters.put(token.toLowerCase(Locale.ROOT), value());
        } else {
          add(into, scheme, parameters);
          scheme = token.toLowerCase(Locale.ROOT);
          parameters = new LinkedHashMap<>();
        }
      }
      add(into, scheme, parameters);
    }

    private static void add(List<Challenge> into, String scheme, Map<String, String> parameters) {
      if (!scheme.isEmpty()) {
        into.add(new Challenge(scheme, Map.copyOf(parameters)));
      }
    }

    private boolean skipSeparators() {
      while (at < text.length() && " \t,".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length();
    }

    private String token() {
      int start = at;
      while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        return token();
      }
      var value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }
  }
}
