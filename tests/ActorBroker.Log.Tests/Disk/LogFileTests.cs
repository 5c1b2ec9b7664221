using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>What every <see cref="ILogFile"/> does with bytes. The heirs say of which disk.</summary>
public abstract class LogFileTests
{
    /// <summary>The disk under test.</summary>
    protected abstract ILogDisk Disk { get; }

    /// <summary>An empty directory on it.</summary>
    protected abstract string Top { get; }

    [Fact]
    public void Read_gives_fewer_bytes_only_at_the_end()
    {
        using var file = Create(Bytes(5000));
        var bytes = new byte[100];

        Assert.Equal(100, file.Read(4090, bytes));
        Assert.Equal(Bytes(5000)[4090..4190], bytes);
        Assert.Equal(50, file.Read(4950, bytes));
        Assert.Equal(0, file.Read(5000, bytes));
        Assert.Equal(0, file.Read(1L << 40, bytes));
        Assert.Equal(0, file.Read(0, []));
    }

    [Fact]
    public void Write_changes_what_it_covers_and_nothing_else()
    {
        using var file = Create(Bytes(20_000));
        var expected = Bytes(20_000);
        new byte[9000].CopyTo(expected, 4000);

        file.Write(4000, new byte[9000]);

        Assert.Equal(expected, ReadAll(file));
    }

    [Fact]
    public void Write_behind_the_end_leaves_zeros_between()
    {
        using var file = Create([1, 2]);

        file.Write(9000, [3]);

        Assert.Equal([1, 2, .. new byte[8998], 3], ReadAll(file));
    }

    [Fact]
    public void Empty_write_changes_nothing()
    {
        using var file = Create([1]);

        file.Write(100, ReadOnlySpan<byte>.Empty);
        file.Write(100, Array.Empty<ReadOnlyMemory<byte>>());

        Assert.Equal(1, file.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(3000)]
    public void Gathered_write_puts_all_buffers_one_after_the_other(int count)
    {
        using var file = Create([9]);
        var bytes = Bytes(count * 7);
        var buffers = Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)bytes.AsMemory(i * 7, 7)).ToList();
        buffers.Insert(count / 2, ReadOnlyMemory<byte>.Empty);

        file.Write(1, buffers);

        Assert.Equal([9, .. bytes], ReadAll(file));
    }

    [Theory]
    [InlineData(262_144)]
    [InlineData(262_143, 1, 1)]
    [InlineData(100, 262_144, 100)]
    [InlineData(1_000_000, 0, 300_000, 7)]
    [InlineData(65_536, 65_536, 65_536, 65_536, 65_536)]
    public void Gathered_write_of_much_puts_all_buffers_one_after_the_other(params int[] lengths)
    {
        using var file = Create([9]);
        var bytes = Bytes(lengths.Sum());
        var starts = lengths.Select((_, index) => lengths.Take(index).Sum());
        var buffers = starts.Zip(lengths, (start, length) => (ReadOnlyMemory<byte>)bytes.AsMemory(start, length)).ToList();

        file.Write(1, buffers);

        Assert.Equal([9, .. bytes], ReadAll(file));
    }

    [Fact]
    public void Write_of_much_puts_all_bytes()
    {
        using var file = Create([9]);

        file.Write(1, Bytes(1_000_000));

        Assert.Equal([9, .. Bytes(1_000_000)], ReadAll(file));
    }

    [Fact]
    public void Cut_bytes_read_as_zeros_when_the_file_grows_again()
    {
        using var file = Create(Bytes(10_000));

        file.SetLength(5000);
        file.SetLength(10_000);

        Assert.Equal([.. Bytes(5000), .. new byte[5000]], ReadAll(file));
    }

    [Fact]
    public void Preallocation_keeps_length_and_bytes()
    {
        using var file = Create([1, 2, 3]);

        file.Preallocate(0);
        file.Preallocate(1 << 20);
        file.Write(3, [4]);

        Assert.Equal([1, 2, 3, 4], ReadAll(file));
    }

    [Fact]
    public void Two_handles_of_a_file_see_the_same_bytes()
    {
        using var first = Create([1]);
        using var second = Disk.Open(first.Path, LogFileMode.Existing);

        first.Write(0, [5, 6]);
        second.Write(2, [7]);
        first.Flush();

        Assert.Equal([5, 6, 7], ReadAll(first));
        Assert.Equal([5, 6, 7], ReadAll(second));
    }

    [Fact]
    public void Closed_file_is_not_used()
    {
        var file = Create([1]);
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Length);
        Assert.Throws<ObjectDisposedException>(() => file.Read(0, new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => file.Write(0, [1]));
        Assert.Throws<ObjectDisposedException>(() => file.SetLength(0));
        Assert.Throws<ObjectDisposedException>(() => file.Preallocate(1));
        Assert.Throws<ObjectDisposedException>(file.Flush);
    }

    [Fact]
    public void File_equals_a_plain_array_after_any_writes_and_cuts()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        using var file = Create([]);
        var expected = new byte[40_000];
        var length = 0;

        for (var step = 0; step < 300; step++)
        {
            if (random.Next(5) == 0)
                length = Resize(file, expected, length, random.Next(20_000));
            else
                length = Math.Max(length, Write(file, expected, random.Next(20_000), random.Next(1, 10_000), random));
        }

        Assert.True(expected.AsSpan(0, length).SequenceEqual(ReadAll(file)), $"The file differs from the array; seed {seed}.");
    }

    private static int Resize(ILogFile file, byte[] expected, int length, int next)
    {
        file.SetLength(next);
        if (next < length)
            expected.AsSpan(next, length - next).Clear();
        return next;
    }

    private static int Write(ILogFile file, byte[] expected, int position, int count, Random random)
    {
        random.NextBytes(expected.AsSpan(position, count));
        file.Write(position, expected.AsSpan(position, count));
        return position + count;
    }

    private static byte[] Bytes(int count) => Enumerable.Range(0, count).Select(i => (byte)(i * 31 + i / 256)).ToArray();

    private static byte[] ReadAll(ILogFile file)
    {
        var bytes = new byte[file.Length];
        Assert.Equal(bytes.Length, file.Read(0, bytes));
        return bytes;
    }

    private ILogFile Create(byte[] bytes)
    {
        var file = Disk.Open($"{Top}/file", LogFileMode.New);
        file.Write(0, bytes);
        return file;
    }
}
