using System.Globalization;

namespace ActorBroker.Log.Inspection;

/// <summary>What a <see cref="LogVerifier"/> found. Immutable.</summary>
/// <param name="Files">One entry for each file that was looked at, and for each that is missing and should not be.</param>
/// <param name="Replicas">How many replicas.</param>
/// <param name="Segments">How many segments.</param>
/// <param name="Batches">How many sound batches.</param>
/// <param name="Records">How many records they hold.</param>
public sealed record InspectionReport(
    IReadOnlyList<InspectedFile> Files, int Replicas, int Segments, long Batches, long Records)
{
    /// <summary>True when no defect was found.</summary>
    public bool IsSound => DefectCount == 0;

    /// <summary>How many defects there are in all files.</summary>
    public int DefectCount => Files.Sum(file => file.DefectCount);

    /// <summary>Writes the counts, and a line for the first defect of each file that has one.</summary>
    public void WriteTo(TextWriter writer)
    {
        foreach (var file in Files)
        {
            if (file.FirstDefect is { } defect)
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{file.Path}, byte {defect.Position}: {defect.Sentence} ({file.DefectCount} in this file)"));
            }
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Replicas} replicas, {Segments} segments, {Batches} batches, {Records} records, {Files.Count} files, {DefectCount} defects"));
    }
}
