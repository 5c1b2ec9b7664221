using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Properties;

/// <summary>
/// Random histories against a plain list. <c>ACTORBROKER_LOG_RUNS</c> sets how many seeds run (default 40), <c>ACTORBROKER_LOG_SEED</c> the first of them.
/// </summary>
public sealed class LogPropertyTests
{
    private static readonly int Runs = Number("ACTORBROKER_LOG_RUNS", 40);
    private static readonly int FirstSeed = Number("ACTORBROKER_LOG_SEED", 1);

    [Fact]
    public void A_log_holds_what_a_plain_list_holds_whatever_was_done_to_it()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Runs; seed++)
        {
            var run = new RandomLogRun(seed);
            var history = new List<string>();
            try
            {
                for (var step = 0; step < 150; step++)
                {
                    history.Add(run.Step());
                    run.Check();
                }
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} after {string.Join(", ", history.TakeLast(12))} (step {history.Count}).", exception);
            }
        }
    }

    [Fact]
    public void Readers_on_other_threads_read_each_view_as_it_was()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Math.Max(1, Runs / 10); seed++)
        {
            var run = new RandomLogRun(seed, restarts: false);
            var published = (run.Fixture.Log.View, run.Expected);
            var isDone = false;
            var failures = new List<Exception>();
            var readers = Enumerable.Range(0, 3).Select(number => new Thread(() =>
            {
                var random = new Random(number);
                while (!Volatile.Read(ref isDone))
                {
                    (ReadView View, PlainLog Expected) pair;
                    lock (failures)
                        pair = published;
                    if (ReadOnce(pair.View, pair.Expected, random) is { } failure)
                    {
                        lock (failures)
                            failures.Add(failure);
                        return;
                    }
                }
            })).ToList();
            readers.ForEach(reader => reader.Start());
            for (var step = 0; step < 300; step++)
            {
                run.Step();
                lock (failures)
                    published = (run.Fixture.Log.View, run.Expected);
            }

            Volatile.Write(ref isDone, true);
            readers.ForEach(reader => reader.Join());
            Assert.True(failures.Count == 0, $"Seed {seed}: {failures.FirstOrDefault()}");
        }
    }

    private static Exception? ReadOnce(ReadView view, PlainLog expected, Random random)
    {
        try
        {
            var from = view.Bounds.Start.Value + random.NextInt64(view.Bounds.End - view.Bounds.Start + 1);
            var result = view.Read(new Offset(from), view.Bounds.End, random.Next(1, 3000));
            if (result.Status != ReadStatus.Found)
                return null;

            using var slice = result.Slice!;
            var bytes = new byte[slice.BytesMax];
            var length = slice.CopyTo(bytes);
            var lines = new List<string>();
            foreach (var batch in new RecordBatchEnumerator(bytes.AsSpan(0, length)))
            {
                using var records = BatchRecords.Open(batch.Bytes.ToArray(), int.MaxValue);
                foreach (var record in records)
                    lines.Add($"{record.Offset}:{System.Text.Encoding.UTF8.GetString(record.Value.Span).TrimEnd('.')}");
            }

            Assert.Equal(expected.ReadFrom(from).Take(lines.Count), lines);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
