package io.drydock.distribution.transport;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One request, whole enough to be sent again.
 *
 * @param scopes what the call needs to be allowed to do, for token servers
 */
public record Call(
    String method, URI uri, Map<String, String> headers, Body body, Set<Scope> scopes) {

  public Call {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    scopes = Set.copyOf(scopes);
  }

  public static Call of(String method, URI uri, Set<Scope> scopes) {
    return new Call(method, uri, Map.of(), Body.EMPTY, scopes);
  }

  public Call with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, uri, more, body, scopes);
  }

  public Call with(Body newBody) {
    return new Call(method, uri, headers, newBody, scopes);
  }

  Call to(URI other) {
    return new Call(method, other, headers, body, scopes);
  }

  Call asGet() {
    return new Call("GET", uri, headers, Body.EMPTY, scopes);
  }

  /** Whether sending it twice does no more than sending it once and costs little. */
  boolean isRepeatable() {
    return body.isSmall() && !method.equals("PATCH");
  }

  /** {@code GET "https://host/path"}, without the query, which may hold signatures. */
  public String describe() {
    String text = uri.toString();
    int query = text.indexOf('?');
    return method + " \"" + (query < 0 ? text : text.substring(0, query)) + "\"";
  }
}
