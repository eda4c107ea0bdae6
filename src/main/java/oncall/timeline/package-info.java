/**
 * The timeline on disk: its format, appending so that what was acknowledged stays, reading whatever is still good.
 *
 * <pre>
 * HOME/incidents/20181112-1703-cannot-update-environments/    0700, every file in it 0600
 *   timeline/dana-laptop.jsonl       one writer's records, one JSON object a line, LF; appended to, never rewritten
 *   timeline/dana-laptop.2.jsonl     goes on after a failed sync; its header's data.continues = {file, seq, h}
 *   evidence/&lt;sha256&gt;                long texts and outputs, named by their hash
 *   runbook/&lt;sha256&gt;.yaml            the books and team files that were walked, as they were
 *   torn/&lt;file&gt;.&lt;offset&gt;             bytes after a last LF, set aside before the next append
 *   lock                             one for all writers; held from reading news to after the sync
 *
 * a line   {"v":1,"seq":N,"id":"367b-N","kind":...,"at":...,"recorded":...,"mono":...,"hlc":...,"actor":...
 *          ,"session","phase","step","value","text","visibility","drill","imported","supersedes","data": absent when empty
 *          ,"h":"64 hex"}
 *          BODY is every byte before ,"h":"; h = SHA-256(previous h as 64 ASCII hex digits, BODY); the first previous is 64 zeros
 * order    (hlc, id); hlc = 12 hex of Unix milliseconds, 4 of a counter, above all seen
 * append   lock, read news, still wanted?, one write, sync, acknowledged
 *          write failed: cut back to the last acknowledged length; sync failed: this file is finished, a new segment
 * reading  bytes after the last LF were never acknowledged; a complete line that does not verify is damage: named, never cut,
 *          the chain goes on from the last line that verifies, named in the next record's data.after
 * </pre>
 *
 * {@link oncall.timeline.Incidents} makes and finds incidents, {@link oncall.timeline.FileTimeline} is one of them,
 * {@link oncall.timeline.RealDisk} the disk below both.
 */
package oncall.timeline;
