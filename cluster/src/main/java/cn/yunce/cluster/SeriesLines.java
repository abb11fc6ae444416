package cn.yunce.cluster;

import java.io.Serializable;
import java.util.List;

/** One series as it lies in the files. */
record SeriesLines(List<String> history, List<String> future) implements Serializable {}
