package io.drydock.cli.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Switches and records of many kinds; what they come to must not depend on how they are linked. */
public final class Sample implements Supplier<List<Object>> {
  sealed interface Value {
    record Amount(int value) implements Value {}

    record Text(String value) implements Value {}

    record Nothing() implements Value {}

    default String kind() {
      return switch (this) {
        case Amount _ -> "number";
        case Text _ -> "text";
        case Nothing _ -> "nothing";
      };
    }
  }

  record Primitives(
      boolean z, byte b, char c, short s, int i, long j, float f, double d, String text) {}

  private static final Primitives ONE =
      new Primitives(true, (byte) 1, 'c', (short) 2, 3, 4, -0.0f, Double.NaN, "t");

  private static final List<Object> VALUES =
      List.of(
          new Value.Amount(11),
          new Value.Amount(1),
          new Value.Text("x"),
          new Value.Nothing(),
          1,
          2,
          "word",
          java.nio.CharBuffer.wrap("buffer"),
          2.0,
          ONE,
          new Primitives(true, (byte) 1, 'c', (short) 2, 3, 4, -0.0f, Double.NaN, "t"),
          new Primitives(true, (byte) 1, 'c', (short) 2, 3, 4, 0.0f, Double.NaN, "t"),
          new Primitives(true, (byte) 1, 'c', (short) 2, 3, 5, -0.0f, Double.NaN, "t"),
          new Primitives(false, (byte) 1, 'c', (short) 2, 3, 4, -0.0f, Double.NaN, "t"),
          new Primitives(true, (byte) 1, 'c', (short) 2, 3, 4, -0.0f, 1.0, "t"),
          new Primitives(true, (byte) 1, 'c', (short) 2, 3, 4, -0.0f, Double.NaN, "u"));

  @Override
  public List<Object> get() {
    var results = new ArrayList<>();
    results.add(describe(null));
    for (Object each : VALUES) {
      results.add(describe(each));
      results.add(each instanceof Record ? each.hashCode() : 0);
      for (Object other : VALUES) {
        results.add(each.equals(other));
      }
    }
    return results;
  }

  private static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Value.Amount number when number.value() > 10 -> "big";
      case Value.Amount number -> "number " + number.value();
      case Value other -> other.kind();
      case Integer one when one == 1 -> "one";
      case CharSequence text -> "text " + text.length();
      default -> "other";
    };
  }
}
