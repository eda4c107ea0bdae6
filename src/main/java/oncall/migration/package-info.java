/**
 * Which files of a change are migrations, known by the layouts of the tools that run them: in which order they run, what
 * undoes each, and what SQL they hold. Pure: files are read through a function that is passed in. What lies among migrations
 * and fits no layout is told, and so is what could not be read.
 */
package oncall.migration;
