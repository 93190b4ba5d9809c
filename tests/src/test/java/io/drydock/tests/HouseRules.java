package io.drydock.tests;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Conditions that ArchUnit does not bring. */
final class HouseRules {
  private HouseRules() {}

  /** That the class' package says {@link NullMarked}. */
  static ArchCondition<JavaClass> liveInNullMarkedPackages() {
    return new ArchCondition<>("live in null-marked packages") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
            item.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        String message = item.getName() + " is in a package without @NullMarked";
        events.add(new SimpleConditionEvent(item, marked, message));
      }
    };
  }
}
