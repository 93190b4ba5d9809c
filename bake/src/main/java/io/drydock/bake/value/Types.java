package io.drydock.bake.value;

/** The types that consist of no others. */
public final class Types {
  public static final Type STRING = Type.Primitive.STRING;
  public static final Type NUMBER = Type.Primitive.NUMBER;
  public static final Type BOOL = Type.Primitive.BOOL;

  /** As a constraint, any type at all; as a value's type, that of a bare null. */
  public static final Type ANY = Type.Primitive.ANY;

  private Types() {}
}
