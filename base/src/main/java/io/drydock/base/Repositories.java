package io.drydock.base;

import io.drydock.base.archive.AptSources;
import io.drydock.base.archive.Keyring;
import io.drydock.base.archive.Repository;
import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.BaseDefinition.ArchiveChoice;
import io.drydock.base.definition.BaseDefinition.Source;
import io.drydock.base.definition.PathFilter;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The repositories that a definition draws from, on this machine, with their priorities. */
final class Repositories {
  private static final int PREFERRED = 990;
  private static final int USUAL = 500;
  private static final int LAST_RESORT = 100;

  private Repositories() {}

  /**
   * A repository of a definition.
   *
   * @param pins names that come from here first; when empty, it counts as much as the main one
   */
  record Chosen(Repository repository, List<String> pins) {
    int priorityOf(String packageName) {
      if (pins.isEmpty()) {
        return USUAL;
      }
      return PathFilter.matchesAny(pins, packageName) ? PREFERRED : LAST_RESORT;
    }
  }

  static List<Chosen> of(BaseDefinition definition, AptSources machine) {
    ArchiveChoice choice = definition.archive();
    var chosen = new ArrayList<Chosen>(of(choice.main(), machine));
    choice.further().forEach(each -> chosen.addAll(of(each, machine)));
    return List.copyOf(chosen);
  }

  private static List<Chosen> of(Source source, AptSources machine) {
    if (source.mirror().isEmpty()) {
      return machine.forSuite(source.suite(), source.components()).stream()
          .map(each -> new Chosen(adjusted(each, source), source.packages()))
          .toList();
    }
    Keyring keyring =
        source.signedBy().isEmpty()
            ? machine.machineKeys()
            : new Keyring.KeyFiles(source.signedBy());
    return List.of(
        new Chosen(
            new Repository(
                mirror(source),
                source.suite(),
                source.components(),
                keyring,
                source.checkValidUntil()),
            source.packages()));
  }

  private static Repository adjusted(Repository found, Source source) {
    Keyring keyring =
        source.signedBy().isEmpty() ? found.keyring() : new Keyring.KeyFiles(source.signedBy());
    return new Repository(
        found.mirror(),
        found.suite(),
        found.components(),
        keyring,
        found.checkValidUntil() && source.checkValidUntil());
  }

  private static URI mirror(Source source) {
    try {
      URI mirror = URI.create(source.mirror());
      if (mirror.getScheme() != null
          && List.of("http", "https", "file").contains(mirror.getScheme())) {
        return mirror;
      }
    } catch (IllegalArgumentException e) {
      // Said below, with the place.
    }
    throw new DrydockException(
            ErrorKind.INVALID, "\"" + source.mirror() + "\" is no http, https or file address")
        .at(source.location());
  }
}
