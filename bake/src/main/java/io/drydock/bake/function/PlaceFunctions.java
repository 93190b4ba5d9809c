package io.drydock.bake.function;

import io.drydock.bake.value.Function;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.dockerfile.text.SlashPath;
import java.util.Map;

/** Paths, and what versions say of each other. */
final class PlaceFunctions {
  private PlaceFunctions() {}

  static Map<String, Function> all() {
    Signature text = Signature.of(Types.STRING);
    return Map.of(
        "basename", text.does(a -> Value.of(baseName(a.getFirst().text()))),
        "dirname", text.does(a -> Value.of(directory(a.getFirst().text()))),
        "homedir", Signature.of().does(_ -> Value.of(System.getProperty("user.home"))),
        "semvercmp",
            Signature.of(Types.STRING, Types.STRING)
                .does(a ->
                    Value.of(
                        VersionRange.parse(a.get(1).text())
                            .contains(Version.parse(a.get(0).text())))));
  }

  private static String baseName(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    if (end == 0) {
      return path.isEmpty() ? "." : "/";
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static String directory(String path) {
    return SlashPath.clean(path.substring(0, path.lastIndexOf('/') + 1));
  }
}
