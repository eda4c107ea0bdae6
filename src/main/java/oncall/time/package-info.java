/** Times as people write them, read without guessing. Pure: the moment of reading and the zone are passed in. */
package oncall.time;
