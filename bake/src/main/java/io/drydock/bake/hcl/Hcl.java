package io.drydock.bake.hcl;

import io.drydock.core.DrydockException;

/** Reads files of HCL. */
public final class Hcl {
  private Hcl() {}

  /**
   * What a file in HCL's own syntax holds.
   *
   * @param name of the file, for messages
   * @throws DrydockException of kind INVALID with the place of the mistake
   */
  public static Body parse(String name, byte[] utf8) {
    return new BodyParser(SourceText.decode(name, utf8)).file();
  }

  /**
   * What a file in HCL's JSON syntax holds; see {@link #parse}.
   *
   * @param schema of the file's body
   */
  public static Body parseJson(String name, byte[] utf8, BlockSchema schema) {
    return JsonSyntax.body(JsonReader.read(SourceText.decode(name, utf8)), schema);
  }
}
