package io.drydock.build.options;

import java.util.ArrayList;
import java.util.List;

/** What the short flags {@code --push}, {@code --load}, {@code --provenance} stand for. */
public final class OutputTexts {
  private OutputTexts() {}

  /** The outputs with the image pushed: the one among them that is an image, or one more. */
  public static List<String> pushed(List<String> outputs) {
    var all = new ArrayList<String>();
    boolean any = false;
    for (String each : outputs) {
      boolean image = isOf(each, "image") || isOf(each, "registry");
      any |= image;
      all.add(isOf(each, "image") ? each + ",push=true" : each);
    }
    if (!any) {
      all.add("type=registry");
    }
    return all;
  }

  /** The outputs with the image kept in the store. */
  public static List<String> loaded(List<String> outputs) {
    boolean any = false;
    for (String each : outputs) {
      any |= isOf(each, "image") || (isOf(each, "docker") && !each.contains("dest="));
    }
    var all = new ArrayList<>(outputs);
    if (!any) {
      all.add("type=docker");
    }
    return all;
  }

  private static boolean isOf(String output, String type) {
    return output.equals("type=" + type)
        || output.startsWith("type=" + type + ",")
        || output.endsWith(",type=" + type)
        || output.contains(",type=" + type + ",");
  }

  /**
   * The value of {@code --attest} that a short flag stands for.
   *
   * @param value true, false, or parameters
   */
  public static String attestation(String type, String value) {
    return switch (value) {
      case "true", "1" -> "type=" + type;
      case "false", "0" -> "type=" + type + ",disabled=true";
      default -> "type=" + type + "," + value;
    };
  }
}
