package io.drydock.engine.container;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Makes up names for containers that nobody named: a manner and a seafarer or shipbuilder. */
final class NameMaker {
  private static final List<String> MANNERS =
      List.of(
          "able", "agile", "amber", "ample", "apt", "ardent", "balmy", "blithe", "bold", "brave",
          "breezy", "bright", "brisk", "buoyant", "calm", "candid", "careful", "chipper", "civil",
          "clear", "clever", "coastal", "cordial", "crisp", "daring", "deft", "diligent", "dry",
          "eager", "earnest", "easy", "fair", "fearless", "fleet", "fond", "frank", "fresh", "gentle",
          "glad", "golden", "grand", "hardy", "hearty", "honest", "humble", "jolly", "keen", "kindly",
          "level", "lively", "lofty", "loyal", "lucid", "mellow", "merry", "mild", "misty", "modest",
          "nimble", "noble", "patient", "placid", "plucky", "polished", "proud", "quick", "quiet",
          "ready", "resolute", "robust", "rugged", "salty", "sailing", "serene", "sharp", "silver",
          "sleek", "smooth", "sober", "sound", "spirited", "spry", "stable", "staunch", "steady",
          "stout", "sturdy", "sunny", "swift", "tidal", "tidy", "trim", "trusty", "upright", "valiant",
          "vivid", "warm", "watchful", "windy", "wise", "witty", "zesty");

  private static final List<String> SURNAMES =
      List.of(
          "amundsen", "anson", "baffin", "baltimore", "banks", "barents", "baret", "beaufort",
          "bering", "blackwell", "bligh", "boone", "bougainville", "bowditch", "brunel", "cabot",
          "cartier", "chapman", "columbus", "cook", "cousteau", "dampier", "dias", "drake",
          "earhart", "earle", "elcano", "erikson", "fitzroy", "flinders", "franklin", "froude",
          "frobisher", "gama", "gilbert", "grenville", "griffiths", "halley", "harrison", "hawkins",
          "heyerdahl", "hopper", "hornblower", "hudson", "humboldt", "jones", "kidd", "knox",
          "laperouse", "larsen", "leeuwin", "lind", "lovell", "mackay", "magellan", "mallory",
          "marco", "maury", "mercator", "moitessier", "nansen", "navarro", "nelson", "newcomen",
          "noonan", "parry", "pinzon", "plimsoll", "polo", "pytheas", "raleigh", "ross", "russell",
          "scott", "shackleton", "slocum", "smeaton", "stevenson", "stornoway", "tasman", "torres",
          "vancouver", "vespucci", "watt", "weddell", "wharton", "wilkes", "worsley", "zheng");

  private NameMaker() {}

  /**
   * @param attempt how many names made before were taken; from the fourth on a number is added
   */
  static String make(int attempt) {
    var random = ThreadLocalRandom.current();
    String name =
        MANNERS.get(random.nextInt(MANNERS.size()))
            + "_"
            + SURNAMES.get(random.nextInt(SURNAMES.size()));
    return attempt < 4 ? name : name + random.nextInt(1 << Math.min(30, attempt));
  }
}
