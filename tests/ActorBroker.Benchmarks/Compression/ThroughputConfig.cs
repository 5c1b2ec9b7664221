using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace ActorBroker.Benchmarks.Compression;

/// <summary>Adds a column with megabytes (1,000,000 bytes) of content per second.</summary>
internal sealed class ThroughputConfig : ManualConfig
{
    public ThroughputConfig() => AddColumn(new Throughput());

    private sealed class Throughput : IColumn
    {
        public string Id => nameof(Throughput);

        public string ColumnName => "MB/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Content per second, in 1,000,000 bytes";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
        {
            const double bytesPerNanosecondToMegabytesPerSecond = 1_000;
            if (summary[benchmarkCase]?.ResultStatistics is not { } statistics)
                return "?";

            var bytes = (int)benchmarkCase.Parameters[nameof(CompressionBenchmarks.ContentBytes)];
            var speed = bytes / statistics.Median * bytesPerNanosecondToMegabytesPerSecond;
            return speed.ToString("N0", CultureInfo.InvariantCulture);
        }
    }
}
