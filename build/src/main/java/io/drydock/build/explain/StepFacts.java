package io.drydock.build.explain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a step's result depends on, each part by name, in a form that can be compared.
 *
 * @param title as the progress shows it: {@code [build 2/5] RUN make}
 * @param parts names for people, and values: short texts as they are, others as digests
 * @param files what is taken of contexts: paths and what is at each
 */
record StepFacts(String title, Map<String, String> parts, Map<String, String> files) {
  StepFacts {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** The stage and the instruction, whatever its place: {@code build RUN make}. */
  String instruction() {
    int close = title.indexOf("] ");
    return close < 0 ? title : stage() + title.substring(close + 1);
  }

  /** The stage and the place in it: {@code build 2}. */
  String place() {
    int slash = title.indexOf('/');
    return slash < 0 || !title.startsWith("[") ? title : title.substring(1, slash);
  }

  String stage() {
    String place = place();
    int space = place.lastIndexOf(' ');
    return space < 0 ? place : place.substring(0, space);
  }
}
