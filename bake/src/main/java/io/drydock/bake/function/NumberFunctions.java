package io.drydock.bake.function;

import io.drydock.bake.value.Function;
import io.drydock.bake.value.Numbers;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Numbers and truth values. */
final class NumberFunctions {
  private static final int LARGEST_EXPONENT = 10_000;
  private static final int LARGEST_BASE = 62;
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private NumberFunctions() {}

  static Map<String, Function> all() {
    var all = new HashMap<String, Function>();
    arithmetic(all);
    comparisons(all);
    all.put("max", extreme(BigDecimal::max));
    all.put("min", extreme(BigDecimal::min));
    all.put("log", two((number, base) -> real(Math.log(number) / Math.log(base))));
    all.put("pow", Signature.of(Types.NUMBER, Types.NUMBER).does(NumberFunctions::power));
    all.put("parseint", Signature.of(Types.STRING, Types.NUMBER).does(NumberFunctions::parse));
    return all;
  }

  private static void arithmetic(Map<String, Function> all) {
    all.put("absolute", one(BigDecimal::abs));
    all.put("negate", one(BigDecimal::negate));
    all.put("ceil", one(number -> number.setScale(0, RoundingMode.CEILING)));
    all.put("floor", one(number -> number.setScale(0, RoundingMode.FLOOR)));
    all.put("int", one(number -> number.setScale(0, RoundingMode.DOWN)));
    all.put("signum", one(number -> BigDecimal.valueOf(number.signum())));
    all.put("add", both(BigDecimal::add));
    all.put("subtract", both(BigDecimal::subtract));
    all.put("multiply", both(BigDecimal::multiply));
    all.put("divide", both(Numbers::divide));
    all.put("modulo", both(Numbers::remainder));
  }

  private static void comparisons(Map<String, Function> all) {
    all.put("greaterthan", compare(order -> order > 0));
    all.put("greaterthanorequalto", compare(order -> order >= 0));
    all.put("lessthan", compare(order -> order < 0));
    all.put("lessthanorequalto", compare(order -> order <= 0));
    Signature any = Signature.of(Types.ANY, Types.ANY).orNull();
    all.put("equal", any.does(a -> Value.of(a.get(0).isSame(a.get(1)))));
    all.put("notequal", any.does(a -> Value.of(!a.get(0).isSame(a.get(1)))));
    Signature flags = Signature.of(Types.BOOL, Types.BOOL);
    all.put("and", flags.does(a -> Value.of(a.get(0).flag() && a.get(1).flag())));
    all.put("or", flags.does(a -> Value.of(a.get(0).flag() || a.get(1).flag())));
    all.put("not", Signature.of(Types.BOOL).does(a -> Value.of(!a.getFirst().flag())));
  }

  private static Function one(UnaryOperator<BigDecimal> work) {
    return Signature.of(Types.NUMBER).does(a -> Value.of(work.apply(a.getFirst().number())));
  }

  private static Function both(BinaryOperator<BigDecimal> work) {
    return Signature.of(Types.NUMBER, Types.NUMBER)
        .does(a -> Value.of(work.apply(a.get(0).number(), a.get(1).number())));
  }

  private static Function compare(IntPredicate holds) {
    return Signature.of(Types.NUMBER, Types.NUMBER)
        .does(a -> Value.of(holds.test(a.get(0).number().compareTo(a.get(1).number()))));
  }

  private interface Reals {
    Value apply(double one, double other);
  }

  private static Function two(Reals work) {
    return Signature.of(Types.NUMBER, Types.NUMBER)
        .does(a -> work.apply(a.get(0).number().doubleValue(), a.get(1).number().doubleValue()));
  }

  private static Value real(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw Signature.invalid("the result is no finite number");
    }
    return Value.of(BigDecimal.valueOf(number));
  }

  private static Function extreme(BinaryOperator<BigDecimal> chosen) {
    return Signature.of(Types.NUMBER)
        .and(Types.NUMBER)
        .does(a -> Value.of(a.stream().map(Value::number).reduce(chosen).orElseThrow()));
  }

  /** Exact for whole exponents that are not negative, else as floating point has it. */
  private static Value power(List<Value> arguments) {
    BigDecimal base = arguments.get(0).number();
    BigDecimal exponent = arguments.get(1).number();
    boolean exact =
        exponent.signum() >= 0
            && exponent.scale() <= 0
            && exponent.compareTo(BigDecimal.valueOf(LARGEST_EXPONENT)) <= 0;
    return exact
        ? Value.of(base.pow(exponent.intValue(), Numbers.PRECISION))
        : real(Math.pow(base.doubleValue(), exponent.doubleValue()));
  }

  private static Value parse(List<Value> arguments) {
    String text = arguments.get(0).text();
    int base = Numbers.whole(arguments.get(1).number());
    if (base < 2 || base > LARGEST_BASE) {
      throw Signature.invalid("the base must be from 2 to " + LARGEST_BASE);
    }
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = DIGITS.indexOf(base <= 36 ? Character.toLowerCase(c) : c);
      if (digit < 0 || digit >= base) {
        throw Signature.invalid("\"" + text + "\" is no number of base " + base);
      }
      number = number.multiply(BigInteger.valueOf(base)).add(BigInteger.valueOf(digit));
    }
    if (digits.isEmpty()) {
      throw Signature.invalid("\"" + text + "\" is no number of base " + base);
    }
    return Value.of(new BigDecimal(negative ? number.negate() : number));
  }
}
