package oncall.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The clock on the wall where a time was read off: which moment it showed a local time, and which day it is there. */
abstract class Wall {
    private static final DateTimeFormatter TO_WRITE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** The wall of the zone as written, else of the reader's own. */
    static Wall of(Expression said, String written, ZoneId own) {
        if (said.zone().isEmpty()) {
            return new InRegion(own, true);
        }
        Expression.Zone zone = said.zone().get();
        if (zone instanceof Expression.Letters letters) {
            return ofLetters(letters.letters(), written, own);
        }
        return zone instanceof Expression.Region region
                ? new InRegion(region.id(), false)
                : new AtOffset(((Expression.Offset) zone).offset(), said.check(), written);
    }

    /** The moment it showed `local`, of those that are `allowed`; empty when none of them is. */
    abstract Optional<Instant> at(LocalDateTime local, Predicate<Instant> allowed);

    /** The moment a day began there. */
    Instant startOf(LocalDate day) {
        return at(day.atStartOfDay(), any -> true).orElseThrow();
    }

    /** The day it is there. */
    abstract LocalDate day(Instant instant);

    /** The zone for the record. */
    abstract String name();

    /** Whether the reader's own zone decided. */
    abstract boolean assumed();

    private static Wall ofLetters(String letters, String written, ZoneId own) {
        List<ZoneTable.Meaning> all = ZoneTable.meanings(letters);
        List<ZoneTable.Meaning> everywhere =
                all.stream().filter(each -> !each.onlyHere()).toList();
        return new ByLetters(all, everywhere, written, own);
    }

    /** By the rules of a region. */
    private static final class InRegion extends Wall {
        private final ZoneId zone;
        private final boolean own;

        InRegion(ZoneId zone, boolean own) {
            this.zone = zone;
            this.own = own;
        }

        @Override
        Optional<Instant> at(LocalDateTime local, Predicate<Instant> allowed) {
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            if (change != null && change.isGap()) {
                if (allowed.test(change.getInstant())) {
                    throw skipped(local, change);
                }
                return Optional.empty();
            }
            List<Instant> shown = zone.getRules().getValidOffsets(local).stream()
                    .map(local::toInstant)
                    .filter(allowed)
                    .toList();
            if (shown.size() > 1) {
                throw twice(local, change);
            }
            return shown.stream().findFirst();
        }

        @Override
        Instant startOf(LocalDate day) {
            return day.atStartOfDay(zone).toInstant();
        }

        private Unclear skipped(LocalDateTime local, ZoneOffsetTransition change) {
            return new Unclear("Clocks in " + zone.getId() + " went from "
                    + change.getDateTimeBefore().toLocalTime() + " to "
                    + change.getDateTimeAfter().toLocalTime() + " that night, so there was no "
                    + MINUTES.format(local) + " on " + local.toLocalDate() + "; write another time.");
        }

        private Unclear twice(LocalDateTime local, ZoneOffsetTransition change) {
            return new Unclear("Clocks in " + zone.getId() + " showed " + MINUTES.format(local) + " twice on "
                    + local.toLocalDate() + "; write `"
                    + local.atOffset(change.getOffsetBefore()).format(TO_WRITE)
                    + "` for the first or `"
                    + local.atOffset(change.getOffsetAfter()).format(TO_WRITE) + "` for the second.");
        }

        @Override
        LocalDate day(Instant instant) {
            return LocalDate.ofInstant(instant, zone);
        }

        @Override
        String name() {
            return zone.getId();
        }

        @Override
        boolean assumed() {
            return own;
        }
    }

    /** At an offset that was written; a name beside it must agree. */
    private static final class AtOffset extends Wall {
        private final ZoneOffset offset;
        private final Optional<Expression.Zone> check;
        private final String written;

        AtOffset(ZoneOffset offset, Optional<Expression.Zone> check, String written) {
            this.offset = offset;
            this.check = check;
            this.written = written;
        }

        @Override
        Optional<Instant> at(LocalDateTime local, Predicate<Instant> allowed) {
            Instant at = local.toInstant(offset);
            if (check.filter(zone -> !agrees(zone, at)).isPresent()) {
                throw new Unclear(
                        Unclear.quoted(written) + " names an offset and a zone that do not agree. Write one of them.");
            }
            return Optional.of(at).filter(allowed);
        }

        private boolean agrees(Expression.Zone zone, Instant at) {
            if (zone instanceof Expression.Letters letters) {
                return ZoneTable.meanings(letters.letters()).stream()
                        .anyMatch(each -> each.offset().equals(offset));
            }
            return zone instanceof Expression.Region region
                    ? region.id().getRules().getOffset(at).equals(offset)
                    : ((Expression.Offset) zone).offset().equals(offset);
        }

        @Override
        LocalDate day(Instant instant) {
            return instant.atOffset(offset).toLocalDate();
        }

        @Override
        String name() {
            return offset.getId();
        }

        @Override
        boolean assumed() {
            return false;
        }
    }

    /** By letters: one meaning that is in season, or the one that is in force where the reader is. */
    private static final class ByLetters extends Wall {
        private final List<ZoneTable.Meaning> all;
        private final List<ZoneTable.Meaning> everywhere;
        private final String written;
        private final ZoneId own;
        private Optional<ZoneTable.Meaning> taken = Optional.empty();

        ByLetters(List<ZoneTable.Meaning> all, List<ZoneTable.Meaning> everywhere, String written, ZoneId own) {
            this.all = all;
            this.everywhere = everywhere;
            this.written = written;
            this.own = own;
        }

        @Override
        Optional<Instant> at(LocalDateTime local, Predicate<Instant> allowed) {
            Optional<ZoneTable.Meaning> here = all.stream()
                    .filter(each -> each.inForce(own, local.toInstant(each.offset())))
                    .findFirst();
            ZoneTable.Meaning meaning = here.orElse(everywhere.get(0));
            Instant at = local.toInstant(meaning.offset());
            if (here.isEmpty() && everywhere.size() > 1) {
                throw several();
            }
            if (!allowed.test(at)) {
                return Optional.empty();
            }
            if (here.isEmpty() && !meaning.inSeason(at)) {
                throw outOfSeason(meaning, at, local);
            }
            taken = Optional.of(meaning);
            return Optional.of(at);
        }

        private Unclear several() {
            String letters = everywhere.get(0).letters();
            String candidates = everywhere.stream()
                    .map(each -> each.words() + " (UTC" + each.offset() + ")")
                    .collect(Collectors.joining(", "));
            return new Unclear(
                    "`" + letters + "` means several zones: " + candidates + ". Write the offset for it, such as `"
                            + instead("UTC" + everywhere.get(0).offset()) + "`.");
        }

        private Unclear outOfSeason(ZoneTable.Meaning meaning, Instant at, LocalDateTime local) {
            ZoneOffset right = meaning.reference().getRules().getOffset(at);
            String instead = ZoneTable.rightOne(meaning, at).orElse("UTC" + right);
            return new Unclear("`" + meaning.letters() + "` was not in force on " + local.toLocalDate() + ": clocks in "
                    + meaning.reference().getId() + " showed " + instead + " (UTC" + right + "). Write `"
                    + instead(instead) + "`, or `" + instead("UTC" + meaning.offset()) + "` if that offset is meant.");
        }

        /** The words as written, with another zone. */
        private String instead(String zone) {
            return written.replaceAll("(?i)\\b" + everywhere.get(0).letters() + "\\b", zone)
                    .strip();
        }

        @Override
        LocalDate day(Instant instant) {
            return instant.atOffset(taken.orElse(everywhere.get(0)).offset()).toLocalDate();
        }

        @Override
        String name() {
            return assumed()
                    ? own.getId()
                    : taken.orElse(everywhere.get(0)).offset().getId();
        }

        @Override
        boolean assumed() {
            return all.size() > 1
                    && taken.filter(meaning -> everywhere.size() > 1 || meaning.onlyHere())
                            .isPresent();
        }
    }
}
