/**
 * What PowerShell is asked to do. Names and paths come as JSON by standard input, never inside a script; the answer is JSON
 * too. Get-Printer, Get-PrintJob and Remove-PrintJob are cmdlets of the PrintManagement module; a file goes to the device
 * as it is by the spooler's RAW data type (WritePrinter), for which there is no cmdlet.
 */

const opening = `
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$asked = [Console]::In.ReadToEnd() | ConvertFrom-Json
`;

export const scripts = {
  printer: `${opening}
Get-Printer -Name $asked.queue |
  Select-Object Name, DriverName, PortName, JobCount, @{ n = 'Status'; e = { [string]$_.PrinterStatus } } |
  ConvertTo-Json -Compress
`,
  jobs: `${opening}
$jobs = @(Get-PrintJob -PrinterName $asked.queue |
  Select-Object Id, DocumentName, @{ n = 'Status'; e = { [string]$_.JobStatus } })
ConvertTo-Json -Compress -InputObject $jobs
`,
  remove: `${opening}
Remove-PrintJob -PrinterName $asked.queue -ID $asked.job
'{}'
`,
  send: `${opening}
Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

public static class RawDocument
{
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
    private struct DocumentInfo
    {
        public string Name;
        public string OutputFile;
        public string DataType;
    }

    [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool ClosePrinter(IntPtr printer);
    [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern int StartDocPrinter(IntPtr printer, int level, ref DocumentInfo info);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool EndDocPrinter(IntPtr printer);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);

    public static int Send(string queue, string name, string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        IntPtr printer;
        if (!OpenPrinter(queue, out printer, IntPtr.Zero)) throw new Win32Exception();
        try
        {
            DocumentInfo info = new DocumentInfo { Name = name, DataType = "RAW" };
            int job = StartDocPrinter(printer, 1, ref info);
            if (job == 0) throw new Win32Exception();
            int written;
            bool isWhole = WritePrinter(printer, bytes, bytes.Length, out written) && written == bytes.Length;
            EndDocPrinter(printer);
            if (!isWhole) throw new Win32Exception();
            return job;
        }
        finally
        {
            ClosePrinter(printer);
        }
    }
}
'@
$job = [RawDocument]::Send($asked.queue, $asked.name, $asked.file)
"{""job"":$job}"
`,
} as const;

export type ScriptName = keyof typeof scripts;
