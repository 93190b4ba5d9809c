package io.drydock.bake.function;

import io.drydock.bake.value.Function;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The functions that every bake file has, by name. {@code try}, {@code can} and {@code convert} are
 * not among them: those look at expressions and not at values, so the evaluator knows them.
 */
public final class Library {
  private static final Map<String, Function> FUNCTIONS = all();

  private Library() {}

  private static Map<String, Function> all() {
    var all = new TreeMap<String, Function>();
    all.putAll(NumberFunctions.all());
    all.putAll(TextFunctions.all());
    all.putAll(FormatFunctions.all());
    all.putAll(RegexFunctions.all());
    all.putAll(ListFunctions.all());
    all.putAll(MapFunctions.all());
    all.putAll(SetFunctions.all());
    all.putAll(EncodingFunctions.all());
    all.putAll(HashFunctions.all());
    all.putAll(TimeFunctions.all());
    all.putAll(NetworkFunctions.all());
    all.putAll(PlaceFunctions.all());
    return Collections.unmodifiableMap(all);
  }

  public static Optional<Function> find(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }

  /** All names, sorted. */
  public static Set<String> names() {
    return FUNCTIONS.keySet();
  }
}
